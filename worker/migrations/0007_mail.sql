-- E-mail that people approved. A provider and this database cannot commit together: a message is kept
-- here first, then claimed, then handed over, and whoever dies between leaves it `sending`, of which
-- nobody says that it was sent.

CREATE TABLE mail_outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  workspace TEXT NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  -- queued: not handed over. sending: handed over, or about to be; what became of it is not known here.
  status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sending', 'sent', 'failed')),
  -- How many times it was claimed.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Not before this moment, when the provider asked for a pause.
  next_at INTEGER,
  sent_at INTEGER,
  -- Who took it, or was to.
  provider TEXT,
  -- The provider's own name for it; unknown when a person settled it.
  message_id TEXT,
  -- Why it failed or waits, for people.
  error TEXT,
  at INTEGER NOT NULL,
  -- When the status became what it is.
  turned_at INTEGER NOT NULL,
  CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
  CHECK (status NOT IN ('sending', 'sent') OR provider IS NOT NULL),
  CHECK (status <> 'failed' OR error IS NOT NULL),
  CHECK (message_id IS NULL OR status = 'sent'),
  -- A line of a header ends where a line break stands; none may come from what people wrote.
  CONSTRAINT header_broken CHECK (
    instr(recipient || subject, char(10)) = 0 AND instr(recipient || subject, char(13)) = 0),
  CONSTRAINT recipient_malformed CHECK (
    recipient GLOB '?*@?*.?*' AND recipient NOT GLOB '*[ ,;<>"()]*'
    AND instr(substr(recipient, instr(recipient, '@') + 1), '@') = 0)
) STRICT;

CREATE INDEX mail_outbox_of_person ON mail_outbox (workspace, person_id, id);

CREATE TRIGGER mail_outbox_check BEFORE INSERT ON mail_outbox
BEGIN
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM mail_outbox WHERE key = NEW.key OR id = NEW.id);
END;

CREATE TRIGGER mail_outbox_queued AFTER INSERT ON mail_outbox
BEGIN
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.at, 'mail.queued', json_object(
    'workspace', NEW.workspace, 'key', NEW.key, 'person', NEW.person_id, 'to', NEW.recipient,
    'subject', NEW.subject));
END;

-- What people approved is what is handed over, and an outcome stands.
CREATE TRIGGER mail_outbox_frozen BEFORE UPDATE ON mail_outbox
BEGIN
  SELECT RAISE(ABORT, 'mail_is_settled') WHERE OLD.status IN ('sent', 'failed');
  SELECT RAISE(ABORT, 'mail_is_frozen')
    WHERE (OLD.id, OLD.key, OLD.workspace, OLD.person_id, OLD.person_name, OLD.recipient,
        OLD.subject, OLD.body, OLD.at)
      IS NOT (NEW.id, NEW.key, NEW.workspace, NEW.person_id, NEW.person_name, NEW.recipient,
        NEW.subject, NEW.body, NEW.at);
  -- What nobody claimed was sent by nobody.
  SELECT RAISE(ABORT, 'mail_not_claimed') WHERE OLD.status = 'queued' AND NEW.status = 'sent';
END;

CREATE TRIGGER mail_outbox_turned AFTER UPDATE OF status ON mail_outbox
  WHEN NEW.status <> OLD.status AND NEW.status <> 'queued'
BEGIN
  INSERT INTO business_outbox (at, type, body)
    VALUES (NEW.turned_at, 'mail.' || NEW.status, json_object(
      'workspace', NEW.workspace, 'key', NEW.key, 'person', NEW.person_id, 'to', NEW.recipient,
      'provider', NEW.provider, 'messageId', NEW.message_id, 'attempts', NEW.attempts,
      'error', NEW.error));
END;

CREATE TRIGGER mail_outbox_no_delete BEFORE DELETE ON mail_outbox
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'mail_is_kept');
END;
