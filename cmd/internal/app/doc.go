// Package app is where everything is joined: each use of the program is one
// method here. Commands (and later pages) parse, call one method, and print.
//
//	add     file → ingest → records → sqlite → index.Sync
//	search  text → query.Parse → index.Sync → index.Search → sqlite → page
//	brief   question → sqlite → grading.Evaluate → reports.Compile → renderer
package app
