package corpus

import (
	"encoding/json"
	"time"
)

// Event is one change of the library: a command, however many things it
// touched. Events form a chain: each holds the hash of the one before.
type Event struct {
	Seq     int64     `json:"seq"`
	At      time.Time `json:"at"`
	Who     string    `json:"who"`
	Action  string    `json:"action"`  // "add", "edit", "assess", "undo", …
	Subject string    `json:"subject"` // what it was about, for people: a file name, a study
	Undoes  int64     `json:"undoes,omitempty"`
	Open    bool      `json:"open,omitempty"` // an import that was not finished
	Prev    string    `json:"prev"`
	Hash    string    `json:"hash"`
	Changes []Change  `json:"changes,omitempty"`
}

// Change is what an event did to one thing. Before is empty for things that
// were added, After for things that were removed.
type Change struct {
	Seq    int64           `json:"seq"`
	Kind   string          `json:"kind"` // "study", "report", "record", …
	ID     string          `json:"id"`
	Study  StudyID         `json:"study,omitempty"` // the study that has to be indexed again
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}
