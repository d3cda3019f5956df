package reports

import (
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// numbers is every number an Input holds: as printed in its texts, and as
// values. A number of a document has to be one of them.
type numbers struct {
	tokens map[string]bool
	values []float64
	shown  map[int]map[string]bool // decimals → the values as they would be printed
}

// token finds numbers in text; "0.297", "1,234", "22.2".
var token = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// names are words with a number in them that say nothing about a study:
// instruments, the level of intervals, and denominators.
var names = regexp.MustCompile(`\b(?:RoB 2|AMSTAR 2|QUADAS-2|PRISMA 2020|95%|(?:per|of) 1000?\b)`)

// numbersIn lists the numbers of a sentence.
func numbersIn(text string) []string {
	return token.FindAllString(names.ReplaceAllString(text, ""), -1)
}

// typedFields are texts that a person wrote into the question as sentences
// of the briefing; their numbers have to be found elsewhere.
var typedFields = map[string]bool{"Harms": true, "Applicability": true, "Unknown": true}

// collectNumbers walks the Input. Times count by their calendar parts.
func collectNumbers(in Input) *numbers {
	n := &numbers{tokens: map[string]bool{}}
	n.walk(reflect.ValueOf(in), 0)
	for _, t := range numbersIn(in.At.UTC().Format("2 January 2006 2006-01-02 15:04")) {
		n.tokens[t] = true
	}
	for _, t := range numbersIn(shorten(in.Library.Hash, stateDigits)) { // cut off within a run of digits
		n.tokens[t] = true
	}
	return n
}

func (n *numbers) walk(v reflect.Value, depth int) {
	if depth > 40 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		for _, t := range token.FindAllString(v.String(), -1) {
			n.tokens[t] = true
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n.values = append(n.values, float64(v.Int()))
	case reflect.Float64, reflect.Float32:
		n.values = append(n.values, v.Float())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n.walk(v.Elem(), depth+1)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			n.walk(v.Index(i), depth+1)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			n.walk(it.Key(), depth+1)
			n.walk(it.Value(), depth+1)
		}
	case reflect.Struct:
		n.fields(v, depth)
	}
}

func (n *numbers) fields(v reflect.Value, depth int) {
	t := v.Type()
	if t == reflect.TypeFor[time.Time]() {
		return
	}
	for i := range t.NumField() {
		if t.Field(i).IsExported() && !(t.Name() == "Question" && typedFields[t.Field(i).Name]) {
			n.walk(v.Field(i), depth+1)
		}
	}
}

// derive adds a number that was counted or summed from the Input.
func (n *numbers) derive(values ...int) {
	for _, v := range values {
		n.tokens[strconv.Itoa(v)] = true
	}
}

// has reports whether a printed number is one of the Input's: a token of its
// texts, or one of its values rounded to the digits printed, also as percent
// or per 1000.
func (n *numbers) has(printed string) bool {
	if n.tokens[printed] {
		return true
	}
	plain := strings.ReplaceAll(printed, ",", "")
	if !strings.Contains(plain, ".") && len(plain) > 1 {
		plain = strings.TrimLeft(plain[:len(plain)-1], "0") + plain[len(plain)-1:] // the 02 of a date
	}
	if _, err := strconv.ParseFloat(plain, 64); err != nil {
		return false
	}
	decimals := 0
	if _, frac, ok := strings.Cut(plain, "."); ok {
		decimals = len(frac)
	}
	return n.printed(decimals)[plain]
}

// printed lists the values with a number of decimals, also as percent and
// per 1000.
func (n *numbers) printed(decimals int) map[string]bool {
	if m, ok := n.shown[decimals]; ok {
		return m
	}
	m := map[string]bool{}
	for _, v := range n.values {
		for _, unit := range []float64{1, 100, 1000} {
			m[strconv.FormatFloat(math.Abs(v)*unit, 'f', decimals, 64)] = true
		}
	}
	if n.shown == nil {
		n.shown = map[int]map[string]bool{}
	}
	n.shown[decimals] = m
	return m
}
