-- Payments through a provider outside of this database. Two systems cannot commit together, so a
-- payment is claimed here first, then sent, then settled: the claim holds the invoice and the money
-- whatever happens between, and one UPDATE to `succeeded` writes the books.

-- Where a payee's money goes.
CREATE TABLE payee_account (
  workspace TEXT NOT NULL,
  payee TEXT NOT NULL CHECK (payee <> ''),
  -- A connected account at Stripe.
  account TEXT NOT NULL CHECK (account GLOB 'acct_?*'),
  PRIMARY KEY (workspace, payee)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
  -- Also the provider's idempotency key, and the key of the ledger entry that follows.
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  workspace TEXT NOT NULL,
  debit_account TEXT NOT NULL,
  credit_account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  invoice TEXT,
  payee TEXT NOT NULL,
  memo TEXT,
  destination TEXT NOT NULL,
  -- started: sent, or about to be; what became of it is not known here.
  -- released: surely not done, and the key may be claimed again.
  state TEXT NOT NULL DEFAULT 'started'
    CHECK (state IN ('started', 'released', 'succeeded', 'failed')),
  -- How many times it was sent, or was about to be, since it was claimed.
  attempts INTEGER NOT NULL DEFAULT 1 CHECK (attempts > 0),
  -- A digest of the provider's address and key: another account knows nothing of these attempts.
  sender TEXT NOT NULL,
  -- The provider's own name for it; unknown when a person settled it.
  provider_id TEXT UNIQUE,
  -- Why it failed, for people.
  error TEXT,
  -- When it was first sent, at the earliest: the provider's memory of the key counts from here.
  first_at INTEGER NOT NULL,
  settled_at INTEGER,
  CHECK (debit_account <> credit_account),
  CHECK ((state = 'started') = (settled_at IS NULL)),
  CHECK ((state = 'failed') = (error IS NOT NULL)),
  CHECK (provider_id IS NULL OR state = 'succeeded'),
  FOREIGN KEY (workspace, debit_account) REFERENCES account (workspace, id),
  FOREIGN KEY (workspace, credit_account) REFERENCES account (workspace, id),
  FOREIGN KEY (workspace, invoice) REFERENCES invoice (workspace, number)
) STRICT, WITHOUT ROWID;

-- An invoice is on its way once, whatever the triggers think.
CREATE UNIQUE INDEX transfer_invoice ON transfer (workspace, invoice)
  WHERE invoice IS NOT NULL AND state IN ('started', 'succeeded');

CREATE INDEX transfer_started ON transfer (workspace, credit_account) WHERE state = 'started';

-- The claim: facts that people approved are compared inside the write, as the ledger does it.
CREATE TRIGGER transfer_check BEFORE INSERT ON transfer
BEGIN
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE key = NEW.key);
  -- A released key may be claimed again, for the same payment.
  SELECT RAISE(ABORT, 'key_used') FROM transfer
    WHERE key = NEW.key AND (state <> 'released'
      OR (workspace, debit_account, credit_account, amount, invoice, payee, memo, destination)
        IS NOT (NEW.workspace, NEW.debit_account, NEW.credit_account, NEW.amount, NEW.invoice,
          NEW.payee, NEW.memo, NEW.destination));
  SELECT RAISE(ABORT, 'payee_unknown')
    WHERE NEW.invoice IS NULL AND NOT EXISTS (
      SELECT 1 FROM invoice WHERE workspace = NEW.workspace AND payee = NEW.payee);
  SELECT RAISE(ABORT, 'invoice_unknown')
    WHERE NEW.invoice IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM invoice WHERE workspace = NEW.workspace AND number = NEW.invoice);
  SELECT CASE
      WHEN status <> 'open' THEN RAISE(ABORT, 'invoice_not_open')
      WHEN amount <> NEW.amount OR currency <> NEW.currency OR payee <> NEW.payee
        THEN RAISE(ABORT, 'invoice_changed')
    END
    FROM invoice WHERE workspace = NEW.workspace AND number = NEW.invoice;
  SELECT RAISE(ABORT, 'invoice_not_open')
    WHERE EXISTS (SELECT 1 FROM transfer
      WHERE workspace = NEW.workspace AND invoice = NEW.invoice AND key <> NEW.key
        AND state IN ('started', 'succeeded'));
  SELECT RAISE(ABORT, 'account_changed')
    WHERE NOT EXISTS (SELECT 1 FROM payee_account
      WHERE workspace = NEW.workspace AND payee = NEW.payee AND account = NEW.destination);
  SELECT RAISE(ABORT, 'insufficient_balance') FROM account
    WHERE workspace = NEW.workspace AND id = NEW.credit_account AND kind = 'asset'
      AND balance - NEW.amount < (SELECT coalesce(sum(amount), 0) FROM transfer
        WHERE workspace = NEW.workspace AND credit_account = NEW.credit_account
          AND state = 'started');
END;

CREATE TRIGGER transfer_claimed AFTER INSERT ON transfer
BEGIN
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.first_at, 'transfer.started', json_object(
    'workspace', NEW.workspace, 'key', NEW.key, 'amount', NEW.amount, 'currency', NEW.currency,
    'invoice', NEW.invoice, 'payee', NEW.payee, 'memo', NEW.memo, 'destination', NEW.destination));
END;

-- What was claimed is what is sent and booked, and an outcome stands.
CREATE TRIGGER transfer_frozen BEFORE UPDATE ON transfer
BEGIN
  SELECT RAISE(ABORT, 'transfer_is_settled')
    WHERE OLD.state IN ('succeeded', 'failed')
      OR (OLD.state = 'released' AND NEW.state <> 'started');
  SELECT RAISE(ABORT, 'transfer_is_frozen')
    WHERE (OLD.key, OLD.workspace, OLD.debit_account, OLD.credit_account, OLD.amount, OLD.currency,
        OLD.invoice, OLD.payee, OLD.memo, OLD.destination)
      IS NOT (NEW.key, NEW.workspace, NEW.debit_account, NEW.credit_account, NEW.amount,
        NEW.currency, NEW.invoice, NEW.payee, NEW.memo, NEW.destination);
  SELECT RAISE(ABORT, 'transfer_is_frozen')
    WHERE OLD.state = 'started' AND ((OLD.sender, OLD.first_at) IS NOT (NEW.sender, NEW.first_at)
      OR NEW.attempts < OLD.attempts);
  -- An earlier attempt of which nobody knows cannot be called not done by a later one.
  SELECT RAISE(ABORT, 'transfer_is_unknown')
    WHERE NEW.state = 'released' AND OLD.attempts > 1;
END;

-- The books follow the outcome in the same statement.
CREATE TRIGGER transfer_turned AFTER UPDATE OF state ON transfer WHEN NEW.state <> OLD.state
BEGIN
  INSERT INTO ledger_entry
      (workspace, key, debit_account, credit_account, amount, currency, invoice, payee, memo, at)
    SELECT NEW.workspace, NEW.key, NEW.debit_account, NEW.credit_account, NEW.amount, NEW.currency,
      NEW.invoice, NEW.payee, NEW.memo, NEW.settled_at
    WHERE NEW.state = 'succeeded';
  INSERT INTO business_outbox (at, type, body)
    VALUES (coalesce(NEW.settled_at, NEW.first_at), 'transfer.' || NEW.state, json_object(
      'workspace', NEW.workspace, 'key', NEW.key, 'amount', NEW.amount, 'currency', NEW.currency,
      'invoice', NEW.invoice, 'payee', NEW.payee, 'memo', NEW.memo,
      'destination', NEW.destination, 'attempts', NEW.attempts, 'providerId', NEW.provider_id,
      'error', NEW.error));
END;

CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'transfers_are_kept');
END;

-- Money that has left must still find its invoice as it was.
CREATE TRIGGER invoice_frozen BEFORE UPDATE OF workspace, number, payee, amount, currency ON invoice
  WHEN EXISTS (SELECT 1 FROM transfer
    WHERE workspace = OLD.workspace AND invoice = OLD.number AND state = 'started')
BEGIN
  SELECT RAISE(ABORT, 'invoice_in_payment');
END;

-- The ledger's own check, which now also minds what is on its way.
DROP TRIGGER ledger_entry_check;
CREATE TRIGGER ledger_entry_check BEFORE INSERT ON ledger_entry
BEGIN
  -- Also keeps INSERT OR REPLACE from replacing a row without its DELETE trigger.
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE key = NEW.key OR id = NEW.id);
  -- What began through a provider ends there: only its outcome writes the entry.
  SELECT RAISE(ABORT, 'transfer_unsettled') FROM transfer
    WHERE key = NEW.key AND state <> 'succeeded';
  SELECT RAISE(ABORT, 'payee_unknown')
    WHERE NEW.payee IS NOT NULL AND NEW.invoice IS NULL AND NOT EXISTS (
      SELECT 1 FROM invoice WHERE workspace = NEW.workspace AND payee = NEW.payee);
  SELECT RAISE(ABORT, 'invoice_unknown')
    WHERE NEW.invoice IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM invoice WHERE workspace = NEW.workspace AND number = NEW.invoice);
  SELECT CASE
      WHEN status <> 'open' THEN RAISE(ABORT, 'invoice_not_open')
      WHEN amount <> NEW.amount OR currency <> NEW.currency OR payee <> NEW.payee
        THEN RAISE(ABORT, 'invoice_changed')
    END
    FROM invoice WHERE workspace = NEW.workspace AND number = NEW.invoice;
  SELECT RAISE(ABORT, 'invoice_not_open')
    WHERE EXISTS (SELECT 1 FROM transfer
      WHERE workspace = NEW.workspace AND invoice = NEW.invoice AND key <> NEW.key
        AND state IN ('started', 'succeeded'));
  SELECT RAISE(ABORT, 'insufficient_balance') FROM account
    WHERE workspace = NEW.workspace AND id = NEW.credit_account AND kind = 'asset'
      AND balance - NEW.amount < (SELECT coalesce(sum(amount), 0) FROM transfer
        WHERE workspace = NEW.workspace AND credit_account = NEW.credit_account
          AND state = 'started');
END;
