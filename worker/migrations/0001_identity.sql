-- Identity: the four tables that better-auth 1.7 reads and writes (its `account` is `credential` here),
-- then what is ours: invitations, the directory of conversations, open sockets, settings.
-- better-auth keeps times as ISO 8601 text; our own tables keep milliseconds since the epoch.

CREATE TABLE "user" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL UNIQUE,
  "emailVerified" INTEGER NOT NULL,
  "image" TEXT,
  "createdAt" DATE NOT NULL,
  "updatedAt" DATE NOT NULL,
  "role" TEXT NOT NULL CHECK ("role" IN ('member', 'reviewer', 'manager', 'auditor', 'admin'))
);

CREATE TABLE "session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "expiresAt" DATE NOT NULL,
  "token" TEXT NOT NULL UNIQUE,
  "createdAt" DATE NOT NULL,
  "updatedAt" DATE NOT NULL,
  "ipAddress" TEXT,
  "userAgent" TEXT,
  "userId" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_userId_idx" ON "session" ("userId");

CREATE TABLE "credential" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "accountId" TEXT NOT NULL,
  "providerId" TEXT NOT NULL,
  "userId" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  "accessToken" TEXT,
  "refreshToken" TEXT,
  "idToken" TEXT,
  "accessTokenExpiresAt" DATE,
  "refreshTokenExpiresAt" DATE,
  "scope" TEXT,
  "password" TEXT,
  "createdAt" DATE NOT NULL,
  "updatedAt" DATE NOT NULL
);
CREATE INDEX "credential_userId_idx" ON "credential" ("userId");

CREATE TABLE "verification" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expiresAt" DATE NOT NULL,
  "createdAt" DATE NOT NULL,
  "updatedAt" DATE NOT NULL
);
CREATE INDEX "verification_identifier_idx" ON "verification" ("identifier");

-- The only way to an account. The token itself is known to the invited person alone.
CREATE TABLE invitation (
  token_hash TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('member', 'reviewer', 'manager', 'auditor', 'admin')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
);

-- Who owns which conversation. The conversation itself lives in its own object. An empty title means
-- that nobody has named it yet; a deleted row stays, because its requests stay.
CREATE TABLE conversation (
  id TEXT NOT NULL PRIMARY KEY,
  workspace TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
);
CREATE INDEX conversation_by_owner ON conversation (workspace, owner_id, updated_at DESC, id DESC);

-- Which objects a session has sockets to, so that they close with it.
CREATE TABLE socket (
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  object TEXT NOT NULL CHECK (object IN ('ChatAgent', 'ReviewDesk')),
  name TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (session_id, object, name)
);
CREATE INDEX socket_by_person ON socket (person_id);

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
