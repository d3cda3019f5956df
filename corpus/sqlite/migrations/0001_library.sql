-- +goose Up
-- A table for each noun of package corpus. The columns are what SQL looks up,
-- joins or constrains; the rest of a thing is the JSON in body.

CREATE TABLE study     (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE report    (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE record    (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE notice    (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE fact      (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE result    (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE appraisal (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE dismissal (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE question  (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE decision  (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE claim     (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE attachment (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE pair      (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE search    (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE review    (id TEXT PRIMARY KEY, study TEXT NOT NULL, body TEXT NOT NULL);

CREATE INDEX report_study    ON report(study);
CREATE INDEX report_doi      ON report(body ->> '$.item.doi')  WHERE body ->> '$.item.doi'  IS NOT NULL;
CREATE INDEX report_pmid     ON report(body ->> '$.item.pmid') WHERE body ->> '$.item.pmid' IS NOT NULL;
CREATE INDEX record_study    ON record(study);
CREATE INDEX notice_study    ON notice(study);
CREATE INDEX fact_study      ON fact(study);
CREATE INDEX result_study    ON result(study);
CREATE INDEX appraisal_study ON appraisal(study);
CREATE INDEX dismissal_study ON dismissal(study);
CREATE INDEX attachment_study ON attachment(study);

-- Keys a study used to have. Follows study; rebuilt from it at every change.
CREATE TABLE alias (alias TEXT PRIMARY KEY, study TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX alias_study ON alias(study);

-- One row per command that changed something. hash covers the row, the hash
-- of the event before it, and the digests of its changes.
CREATE TABLE event (
  seq     INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  who     TEXT NOT NULL,
  action  TEXT NOT NULL,
  subject TEXT NOT NULL,
  undoes  INTEGER NOT NULL DEFAULT 0,
  undone  INTEGER NOT NULL DEFAULT 0, -- seq of the event that undid this one
  open    INTEGER NOT NULL DEFAULT 0, -- an import that has not finished
  prev    TEXT NOT NULL,
  hash    TEXT NOT NULL
);

-- One row per thing an event changed. before is the thing as it was, NULL when
-- it was added; digest is the SHA-256 of the thing as it became, '' when it
-- was removed. What it became is the next row's before, or the thing itself.
CREATE TABLE change (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  event  INTEGER NOT NULL REFERENCES event(seq),
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,
  study  TEXT NOT NULL,
  before TEXT,
  digest TEXT NOT NULL
);
CREATE INDEX change_event ON change(event);
CREATE INDEX change_thing ON change(kind, id, seq);

PRAGMA user_version = 1;

-- +goose Down
-- Migrations only go forward; a backup is made before each.
SELECT 1;
