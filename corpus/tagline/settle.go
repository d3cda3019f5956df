package tagline

import (
	"reflect"

	"appraise/corpus"
)

// rounds after which an item that is read as ever another one stays as it is.
const rounds = 6

// Settle returns the normal form of an item: the one that is read from the
// form W that it is written in, mostly fields. Where an entry gives two values
// for what has one place, the fields of what is left over stand in another
// order and company once they are written, and may say something else there.
func Settle[W any](it corpus.Item, write func(corpus.Item) W, read func(W) corpus.Item) corpus.Item {
	for range rounds {
		again := read(write(it))
		if reflect.DeepEqual(again, it) {
			break
		}
		it = again
	}
	return it
}
