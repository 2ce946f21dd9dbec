-- What the supplier wrote on the invoice. Words of strangers: shown as such, never read as an order.
ALTER TABLE invoice ADD COLUMN note TEXT;
