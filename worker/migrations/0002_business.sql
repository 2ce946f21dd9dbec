-- The business that the assistant works for: accounts, a double-entry ledger, invoices.
-- Amounts are minor units, times are milliseconds since the epoch.
--
-- One INSERT into ledger_entry is a whole payment: triggers recheck the facts, move the balances,
-- close the invoice and write the audit fact in the same statement, and the key makes it happen once.

CREATE TABLE account (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'expense', 'equity')),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  -- Debits minus credits.
  balance INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace, id),
  CONSTRAINT insufficient_balance CHECK (kind <> 'asset' OR balance >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
  workspace TEXT NOT NULL,
  number TEXT NOT NULL,
  payee TEXT NOT NULL CHECK (payee <> ''),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  due_at INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid')),
  -- 0: left out of lists, payable by its number.
  listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1)),
  paid_at INTEGER,
  paid_key TEXT UNIQUE REFERENCES ledger_entry (key),
  PRIMARY KEY (workspace, number),
  CHECK ((status = 'paid') = (paid_key IS NOT NULL) AND (paid_key IS NULL) = (paid_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX invoice_payee ON invoice (workspace, payee);

-- Each row debits one account and credits another with one amount, so it balances by construction.
CREATE TABLE ledger_entry (
  id INTEGER PRIMARY KEY,
  workspace TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  debit_account TEXT NOT NULL,
  credit_account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  invoice TEXT,
  payee TEXT,
  memo TEXT,
  at INTEGER NOT NULL,
  CHECK (debit_account <> credit_account),
  CHECK (invoice IS NULL OR payee IS NOT NULL),
  FOREIGN KEY (workspace, debit_account) REFERENCES account (workspace, id),
  FOREIGN KEY (workspace, credit_account) REFERENCES account (workspace, id),
  FOREIGN KEY (workspace, invoice) REFERENCES invoice (workspace, number)
) STRICT;

-- An invoice is paid once, whatever the triggers think.
CREATE UNIQUE INDEX ledger_entry_invoice ON ledger_entry (workspace, invoice)
  WHERE invoice IS NOT NULL;

-- The two signed lines of each entry; their sum over the whole ledger is zero.
CREATE VIEW ledger_line AS
  SELECT id AS entry, workspace, debit_account AS account, amount, currency, at FROM ledger_entry
  UNION ALL
  SELECT id, workspace, credit_account, -amount, currency, at FROM ledger_entry;

-- Audit facts of this database: each is written by the statement that made it true.
CREATE TABLE business_outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- The approval was for facts that people saw; they are compared again here, inside the write.
CREATE TRIGGER ledger_entry_check BEFORE INSERT ON ledger_entry
BEGIN
  -- Also keeps INSERT OR REPLACE from replacing a row without its DELETE trigger.
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE key = NEW.key OR id = NEW.id);
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
END;

CREATE TRIGGER ledger_entry_effects AFTER INSERT ON ledger_entry
BEGIN
  UPDATE account SET balance = balance + NEW.amount
    WHERE workspace = NEW.workspace AND id = NEW.debit_account;
  UPDATE account SET balance = balance - NEW.amount
    WHERE workspace = NEW.workspace AND id = NEW.credit_account;
  UPDATE invoice SET status = 'paid', paid_at = NEW.at, paid_key = NEW.key
    WHERE workspace = NEW.workspace AND number = NEW.invoice;
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.at, 'ledger.posted', json_object(
    'workspace', NEW.workspace, 'entry', NEW.id, 'key', NEW.key, 'debit', NEW.debit_account,
    'credit', NEW.credit_account, 'amount', NEW.amount, 'currency', NEW.currency,
    'invoice', NEW.invoice, 'payee', NEW.payee, 'memo', NEW.memo));
END;

-- Ledger and outbox only grow. Putting the demo back is the one exception, and says so in `setting`.
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN
  SELECT RAISE(ABORT, 'ledger_is_append_only');
END;

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'ledger_is_append_only');
END;

CREATE TRIGGER business_outbox_no_update BEFORE UPDATE ON business_outbox
BEGIN
  SELECT RAISE(ABORT, 'outbox_is_append_only');
END;

CREATE TRIGGER business_outbox_no_delete BEFORE DELETE ON business_outbox
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'outbox_is_append_only');
END;

INSERT INTO account (workspace, id, name, kind, currency) VALUES
  ('main', 'operating', 'Operating account', 'asset', 'USD'),
  ('main', 'payments', 'Payments to suppliers', 'expense', 'USD'),
  ('main', 'opening', 'Opening balances', 'equity', 'USD');
