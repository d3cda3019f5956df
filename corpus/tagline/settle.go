package tagline

import (
	"reflect"

	"appraise/corpus"
)

// rounds after which an item that is read as ever another one stays as it is.
const rounds = 6

// Settle returns the normal form of an item: the one that is read from the
// fields it is written with. Where an entry gives two values for what has one
// place, the fields of what is left over stand in another order and company
// once they are written, and may say something else there.
func Settle(it corpus.Item, write func(corpus.Item) []Field, read func([]Field) corpus.Item) corpus.Item {
	for range rounds {
		again := read(write(it))
		if reflect.DeepEqual(again, it) {
			break
		}
		it = again
	}
	return it
}
