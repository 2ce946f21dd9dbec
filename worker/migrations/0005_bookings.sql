-- Tables and rooms that people book. Dates and times of day are the place's own, `YYYY-MM-DD` and
-- `HH:MM` (`24:00` ends a day), moments are milliseconds since the epoch, money is minor units.
--
-- One INSERT is a whole booking: it picks the smallest table that is free, triggers compare once more
-- what people approved, and two bookings never share a table, however many arrive at once. What is
-- paid here is charged by the venue; the ledger is not touched.

CREATE TABLE place (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  -- venue: has tables, which are given out for a fixed time; room: is booked whole, from and to.
  kind TEXT NOT NULL CHECK (kind IN ('venue', 'room')),
  time_zone TEXT NOT NULL,
  opens TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
  closes TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]' AND closes > opens),
  -- For how many minutes a table is one's own.
  seating INTEGER CHECK (seating > 0),
  -- Until so many milliseconds before its start a booking is cancelled for nothing, then for so much.
  free_until INTEGER NOT NULL DEFAULT 0 CHECK (free_until >= 0),
  fee_per_person INTEGER NOT NULL DEFAULT 0 CHECK (fee_per_person >= 0),
  PRIMARY KEY (workspace, id),
  CHECK ((kind = 'venue') = (seating IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What is given out: a table, a private room, or the room itself.
CREATE TABLE place_unit (
  workspace TEXT NOT NULL,
  place TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The smallest and the largest party that gets it.
  least INTEGER NOT NULL CHECK (least > 0),
  seats INTEGER NOT NULL CHECK (seats >= least),
  deposit_per_person INTEGER NOT NULL DEFAULT 0 CHECK (deposit_per_person >= 0),
  PRIMARY KEY (workspace, place, id),
  FOREIGN KEY (workspace, place) REFERENCES place (workspace, id)
) STRICT, WITHOUT ROWID;

-- People know a booking as BKG-<number>; a number is given once.
CREATE TABLE booking (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  place TEXT NOT NULL,
  unit TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  time TEXT NOT NULL CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
  until TEXT NOT NULL CHECK (until GLOB '[0-2][0-9]:[0-5][0-9]' AND until > time),
  time_zone TEXT NOT NULL,
  -- Null for a room.
  party INTEGER CHECK (party > 0),
  name TEXT,
  purpose TEXT,
  deposit INTEGER NOT NULL CHECK (deposit >= 0),
  booked_by TEXT NOT NULL,
  booked_by_name TEXT NOT NULL,
  booked_at INTEGER NOT NULL,
  -- deleted: gone for people, its words erased; the row stays, so that its keys stay used.
  status TEXT NOT NULL DEFAULT 'confirmed' CHECK (status IN ('confirmed', 'cancelled', 'deleted')),
  cancelled_key TEXT UNIQUE,
  cancelled_by TEXT,
  cancelled_at INTEGER,
  fee INTEGER CHECK (fee >= 0),
  deleted_key TEXT REFERENCES booking_deletion (key),
  CHECK (end_at > start_at),
  CHECK ((status = 'confirmed') = (cancelled_key IS NULL)),
  CHECK ((cancelled_key IS NULL) = (cancelled_by IS NULL)
    AND (cancelled_key IS NULL) = (cancelled_at IS NULL)
    AND (cancelled_key IS NULL) = (fee IS NULL)),
  CHECK ((status = 'deleted') = (deleted_key IS NOT NULL)),
  CHECK (status <> 'deleted' OR (name IS NULL AND purpose IS NULL)),
  FOREIGN KEY (workspace, place, unit) REFERENCES place_unit (workspace, place, id)
) STRICT;

CREATE INDEX booking_taken ON booking (workspace, place, unit, end_at) WHERE status = 'confirmed';
CREATE INDEX booking_by_person ON booking (workspace, booked_by, start_at);
CREATE INDEX booking_by_date ON booking (workspace, date) WHERE status <> 'deleted';

-- Deleting many at once: exactly these, all or none.
CREATE TABLE booking_deletion (
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  workspace TEXT NOT NULL,
  -- A JSON array of BKG-<number>.
  ids TEXT NOT NULL CHECK (json_valid(ids) AND json_array_length(ids) > 0),
  deleted_by TEXT NOT NULL,
  deleted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A file that somebody was allowed to have. People know it as EXP-<number>.
CREATE TABLE booking_export (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  csv TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  status TEXT CHECK (status IN ('confirmed', 'cancelled')),
  from_date TEXT,
  to_date TEXT,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER booking_check BEFORE INSERT ON booking
BEGIN
  -- Also keeps INSERT OR REPLACE from replacing a row without its DELETE trigger.
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM booking WHERE key = NEW.key OR number = NEW.number);
  SELECT RAISE(ABORT, 'booking_is_new') WHERE NEW.status <> 'confirmed';
  SELECT RAISE(ABORT, 'place_changed') WHERE NOT EXISTS (
    SELECT 1 FROM place
    WHERE workspace = NEW.workspace AND id = NEW.place AND time_zone = NEW.time_zone
      AND (kind = 'venue') = (NEW.party IS NOT NULL)
      AND (seating IS NULL OR NEW.end_at - NEW.start_at = seating * 60000));
  SELECT RAISE(ABORT, 'in_the_past') WHERE NEW.start_at <= NEW.booked_at;
  SELECT RAISE(ABORT, 'place_closed') FROM place
    WHERE workspace = NEW.workspace AND id = NEW.place
      AND (NEW.time < opens OR NEW.until > closes);
  -- No table was found, or somebody else has it.
  SELECT RAISE(ABORT, 'no_table_left')
    WHERE NEW.unit IS NULL OR EXISTS (SELECT 1 FROM booking
      WHERE workspace = NEW.workspace AND place = NEW.place AND unit = NEW.unit
        AND status = 'confirmed' AND end_at > NEW.start_at AND start_at < NEW.end_at);
  SELECT CASE
      WHEN coalesce(NEW.party, least) NOT BETWEEN least AND seats
        THEN RAISE(ABORT, 'no_table_left')
      WHEN NEW.deposit <> coalesce(NEW.party, 0) * deposit_per_person
        THEN RAISE(ABORT, 'deposit_changed')
    END
    FROM place_unit WHERE workspace = NEW.workspace AND place = NEW.place AND id = NEW.unit;
END;

-- Names and purposes stay out of the facts, which nobody can erase. What the demo begins with is no
-- fact: nobody did it.
CREATE TRIGGER booking_made AFTER INSERT ON booking
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  INSERT INTO business_outbox (at, type, body) VALUES (NEW.booked_at, 'booking.made', json_object(
    'workspace', NEW.workspace, 'booking', 'BKG-' || NEW.number, 'key', NEW.key,
    'place', NEW.place, 'unit', NEW.unit, 'startAt', NEW.start_at, 'endAt', NEW.end_at,
    'party', NEW.party, 'deposit', NEW.deposit, 'by', NEW.booked_by));
END;

-- A booking is cancelled, then deleted; nothing else of it ever changes.
CREATE TRIGGER booking_turns BEFORE UPDATE ON booking
BEGIN
  SELECT RAISE(ABORT, 'booking_is_frozen')
    WHERE (OLD.number, OLD.workspace, OLD.key, OLD.place, OLD.unit, OLD.start_at, OLD.end_at,
        OLD.date, OLD.time, OLD.until, OLD.time_zone, OLD.party, OLD.deposit, OLD.booked_by,
        OLD.booked_by_name, OLD.booked_at)
      IS NOT (NEW.number, NEW.workspace, NEW.key, NEW.place, NEW.unit, NEW.start_at, NEW.end_at,
        NEW.date, NEW.time, NEW.until, NEW.time_zone, NEW.party, NEW.deposit, NEW.booked_by,
        NEW.booked_by_name, NEW.booked_at);
  SELECT RAISE(ABORT, 'key_used') WHERE NEW.status = 'cancelled'
    AND EXISTS (SELECT 1 FROM booking WHERE cancelled_key = NEW.cancelled_key);
  SELECT RAISE(ABORT, 'not_confirmed') WHERE NEW.status = 'cancelled' AND OLD.status <> 'confirmed';
  SELECT RAISE(ABORT, 'booking_is_frozen')
    WHERE NEW.status = 'confirmed' OR OLD.status = 'deleted'
      OR (NEW.status = 'cancelled' AND (OLD.name, OLD.purpose) IS NOT (NEW.name, NEW.purpose))
      OR (NEW.status = 'deleted' AND (OLD.status <> 'cancelled'
        OR (OLD.cancelled_key, OLD.cancelled_by, OLD.cancelled_at, OLD.fee)
          IS NOT (NEW.cancelled_key, NEW.cancelled_by, NEW.cancelled_at, NEW.fee)));
  -- The role is the one that they have at this moment.
  SELECT RAISE(ABORT, 'not_yours')
    WHERE NEW.status = 'cancelled' AND NEW.cancelled_by <> OLD.booked_by
      AND NOT EXISTS (SELECT 1 FROM "user" WHERE "id" = NEW.cancelled_by AND "role" = 'manager');
  SELECT RAISE(ABORT, 'has_begun')
    WHERE NEW.status = 'cancelled' AND NEW.cancelled_at >= OLD.start_at;
  SELECT RAISE(ABORT, 'fee_changed') FROM place
    WHERE NEW.status = 'cancelled' AND workspace = OLD.workspace AND id = OLD.place
      AND NEW.fee <> CASE
        WHEN OLD.start_at - NEW.cancelled_at >= free_until THEN 0
        ELSE coalesce(OLD.party, 0) * fee_per_person
      END;
END;

CREATE TRIGGER booking_cancelled AFTER UPDATE OF status ON booking
  WHEN NEW.status = 'cancelled'
    AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  INSERT INTO business_outbox (at, type, body)
    VALUES (NEW.cancelled_at, 'booking.cancelled', json_object(
      'workspace', NEW.workspace, 'booking', 'BKG-' || NEW.number, 'key', NEW.cancelled_key,
      'fee', NEW.fee, 'by', NEW.cancelled_by));
END;

CREATE TRIGGER booking_no_delete BEFORE DELETE ON booking
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'bookings_are_kept');
END;

CREATE TRIGGER booking_deletion_check BEFORE INSERT ON booking_deletion
BEGIN
  SELECT RAISE(ABORT, 'key_used') WHERE EXISTS (SELECT 1 FROM booking_deletion WHERE key = NEW.key);
  SELECT RAISE(ABORT, 'bookings_changed')
    WHERE json_array_length(NEW.ids) <> (SELECT count(*) FROM booking
      WHERE workspace = NEW.workspace AND status = 'cancelled' AND number IN (
        SELECT CAST(substr(value, 5) AS INTEGER) FROM json_each(NEW.ids)));
END;

CREATE TRIGGER booking_deletion_effects AFTER INSERT ON booking_deletion
BEGIN
  UPDATE booking SET status = 'deleted', name = NULL, purpose = NULL, deleted_key = NEW.key
    WHERE number IN (SELECT CAST(substr(value, 5) AS INTEGER) FROM json_each(NEW.ids));
  INSERT INTO business_outbox (at, type, body)
    VALUES (NEW.deleted_at, 'bookings.deleted', json_object(
      'workspace', NEW.workspace, 'key', NEW.key, 'bookings', json(NEW.ids),
      'by', NEW.deleted_by));
END;

CREATE TRIGGER booking_deletion_no_update BEFORE UPDATE ON booking_deletion
BEGIN
  SELECT RAISE(ABORT, 'deletions_are_kept');
END;

CREATE TRIGGER booking_deletion_no_delete BEFORE DELETE ON booking_deletion
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'deletions_are_kept');
END;

CREATE TRIGGER booking_export_check BEFORE INSERT ON booking_export
BEGIN
  SELECT RAISE(ABORT, 'key_used')
    WHERE EXISTS (SELECT 1 FROM booking_export WHERE key = NEW.key OR number = NEW.number);
END;

CREATE TRIGGER booking_export_made AFTER INSERT ON booking_export
BEGIN
  INSERT INTO business_outbox (at, type, body)
    VALUES (NEW.made_at, 'bookings.exported', json_object(
      'workspace', NEW.workspace, 'export', 'EXP-' || NEW.number, 'key', NEW.key,
      'rows', NEW.rows, 'status', NEW.status, 'from', NEW.from_date, 'to', NEW.to_date,
      'by', NEW.made_by));
END;

CREATE TRIGGER booking_export_no_update BEFORE UPDATE ON booking_export
BEGIN
  SELECT RAISE(ABORT, 'exports_are_kept');
END;

CREATE TRIGGER booking_export_no_delete BEFORE DELETE ON booking_export
  WHEN NOT EXISTS (SELECT 1 FROM setting WHERE key = 'demo_restoring')
BEGIN
  SELECT RAISE(ABORT, 'exports_are_kept');
END;
