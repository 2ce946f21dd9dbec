-- Orders of customers and what is refunded of them, expenses, and changes of access. Like payments, each
-- of these effects is one INSERT with a key of its own: triggers compare the facts that people approved,
-- make the change and write the audit fact in the same statement.

CREATE TABLE customer_order (
  workspace TEXT NOT NULL,
  number TEXT NOT NULL,
  customer TEXT NOT NULL CHECK (customer <> ''),
  -- What was bought, for people.
  items TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  placed_at INTEGER NOT NULL,
  refunded INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace, number),
  -- Whatever the triggers think.
  CONSTRAINT refund_too_large CHECK (refunded BETWEEN 0 AND amount)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund (
  -- Also the key of the ledger entry that it makes.
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  workspace TEXT NOT NULL,
  order_number TEXT NOT NULL,
  customer TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  -- What can still be refunded of the order after this, as people saw it.
  left_after INTEGER NOT NULL CHECK (left_after >= 0),
  reason TEXT,
  at INTEGER NOT NULL,
  FOREIGN KEY (workspace, order_number) REFERENCES customer_order (workspace, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX refund_of_order ON refund (workspace, order_number, at);

INSERT INTO account (workspace, id, name, kind, currency) VALUES
  ('main', 'refunds', 'Refunds to customers', 'expense', 'USD');

CREATE TRIGGER refund_check BEFORE INSERT ON refund
BEGIN
  -- Also keeps INSERT OR REPLACE from replacing a row without its DELETE trigger.
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM refund WHERE key = NEW.key)
      OR EXISTS (SELECT 1 FROM ledger_entry WHERE key = NEW.key);
  SELECT RAISE(ABORT, 'order_unknown')
    WHERE NOT EXISTS (SELECT 1 FROM customer_order
      WHERE workspace = NEW.workspace AND number = NEW.order_number);
  SELECT CASE
      WHEN NEW.amount > amount - refunded THEN RAISE(ABORT, 'refund_too_large')
      WHEN customer <> NEW.customer OR currency <> NEW.currency
          OR amount - refunded - NEW.amount <> NEW.left_after
        THEN RAISE(ABORT, 'order_changed')
    END
    FROM customer_order WHERE workspace = NEW.workspace AND number = NEW.order_number;
END;

CREATE TRIGGER refund_effects AFTER INSERT ON refund
BEGIN
  UPDATE customer_order SET refunded = refunded + NEW.amount
    WHERE workspace = NEW.workspace AND number = NEW.order_number;
  INSERT INTO ledger_entry
      (workspace, key, debit_account, credit_account, amount, currency, payee, memo, at)
    VALUES (NEW.workspace, NEW.key, 'refunds', 'operating', NEW.amount, NEW.currency, NEW.customer,
      'Refund of order ' || NEW.order_number, NEW.at);
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.at, 'order.refunded', json_object(
    'workspace', NEW.workspace, 'key', NEW.key, 'order', NEW.order_number,
    'customer', NEW.customer, 'amount', NEW.amount, 'currency', NEW.currency,
    'left', NEW.left_after, 'reason', NEW.reason));
END;

-- What an order says was refunded is what its refunds sum up to.
CREATE TRIGGER customer_order_sums AFTER UPDATE OF refunded ON customer_order
BEGIN
  SELECT RAISE(ABORT, 'refunds_do_not_sum')
    WHERE NEW.refunded <> (SELECT coalesce(sum(amount), 0) FROM refund
      WHERE workspace = NEW.workspace AND order_number = NEW.number);
END;

CREATE TRIGGER refund_no_update BEFORE UPDATE ON refund
BEGIN
  SELECT RAISE(ABORT, 'refunds_are_kept');
END;

CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'refunds_are_kept');
END;

-- The ledger's own check, which now also knows refunds: they go to customers instead of payees, and
-- only as an order has allowed them.
DROP TRIGGER ledger_entry_check;
CREATE TRIGGER ledger_entry_check BEFORE INSERT ON ledger_entry
BEGIN
  -- Also keeps INSERT OR REPLACE from replacing a row without its DELETE trigger.
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE key = NEW.key OR id = NEW.id);
  -- What began through a provider ends there: only its outcome writes the entry.
  SELECT RAISE(ABORT, 'transfer_unsettled') FROM transfer
    WHERE key = NEW.key AND state <> 'succeeded';
  SELECT RAISE(ABORT, 'refund_unknown')
    WHERE NEW.debit_account = 'refunds' AND NOT EXISTS (
      SELECT 1 FROM refund WHERE key = NEW.key AND workspace = NEW.workspace
        AND amount = NEW.amount AND currency = NEW.currency AND customer IS NEW.payee);
  SELECT RAISE(ABORT, 'payee_unknown')
    WHERE NEW.payee IS NOT NULL AND NEW.invoice IS NULL AND NEW.debit_account <> 'refunds'
      AND NOT EXISTS (
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

-- Approved expenses; the payroll pays them out.
CREATE TABLE expense (
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  workspace TEXT NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency = 'USD'),
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX expense_of_person ON expense (workspace, person_id, at);

CREATE TRIGGER expense_check BEFORE INSERT ON expense
BEGIN
  SELECT RAISE(ABORT, 'key_used') WHERE EXISTS (SELECT 1 FROM expense WHERE key = NEW.key);
END;

CREATE TRIGGER expense_effects AFTER INSERT ON expense
BEGIN
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.at, 'expense.approved', json_object(
    'workspace', NEW.workspace, 'key', NEW.key, 'person', NEW.person_id, 'name', NEW.person_name,
    'amount', NEW.amount, 'currency', NEW.currency, 'purpose', NEW.purpose));
END;

CREATE TRIGGER expense_no_update BEFORE UPDATE ON expense
BEGIN
  SELECT RAISE(ABORT, 'expenses_are_kept');
END;

CREATE TRIGGER expense_no_delete BEFORE DELETE ON expense
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'expenses_are_kept');
END;

-- Who was given which role. The row is the change: it is refused when the person's role is not the one
-- that people saw any more.
CREATE TABLE access_change (
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  workspace TEXT NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  from_role TEXT NOT NULL,
  to_role TEXT NOT NULL
    CHECK (to_role IN ('member', 'reviewer', 'manager', 'auditor', 'admin')),
  -- Who asked for it.
  asked_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  CHECK (from_role <> to_role)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER access_change_check BEFORE INSERT ON access_change
BEGIN
  SELECT RAISE(ABORT, 'key_used') WHERE EXISTS (SELECT 1 FROM access_change WHERE key = NEW.key);
  SELECT RAISE(ABORT, 'person_unknown')
    WHERE NOT EXISTS (SELECT 1 FROM "user" WHERE "id" = NEW.person_id);
  SELECT RAISE(ABORT, 'role_changed')
    WHERE NOT EXISTS (SELECT 1 FROM "user"
      WHERE "id" = NEW.person_id AND "role" = NEW.from_role);
  -- Without an admin nobody could change the policy any more.
  SELECT RAISE(ABORT, 'last_admin')
    WHERE NEW.from_role = 'admin'
      AND NOT EXISTS (SELECT 1 FROM "user" WHERE "role" = 'admin' AND "id" <> NEW.person_id);
END;

CREATE TRIGGER access_change_effects AFTER INSERT ON access_change
BEGIN
  UPDATE "user" SET "role" = NEW.to_role,
      "updatedAt" = strftime('%Y-%m-%dT%H:%M:%fZ', NEW.at / 1000.0, 'unixepoch')
    WHERE "id" = NEW.person_id;
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.at, 'access.changed', json_object(
    'workspace', NEW.workspace, 'key', NEW.key, 'person', NEW.person_id, 'name', NEW.person_name,
    'from', NEW.from_role, 'to', NEW.to_role, 'askedBy', NEW.asked_by));
END;

CREATE TRIGGER access_change_no_update BEFORE UPDATE ON access_change
BEGIN
  SELECT RAISE(ABORT, 'access_changes_are_kept');
END;

CREATE TRIGGER access_change_no_delete BEFORE DELETE ON access_change
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'access_changes_are_kept');
END;
