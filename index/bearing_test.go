package index_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"appraise/index"
)

// ward is a library on several subjects, each named in the words of doctors.
func ward() *library {
	l := &library{}
	for id, text := range map[string]string{
		"pressure": "Antihypertensive treatment in hypertension and cardiovascular events.",
		"attack":   "Thrombolysis after acute myocardial infarction.",
		"cover":    "Face coverings against respiratory infection in children at school.",
		"face":     "Pressure of the face mask during nasal ventilation of neonates.",
		"dogs":     "Canine companionship and walking in retired adults.",
		"zinc":     "Zinc lozenges for rhinovirus infection.",
	} {
		l.put(id, &index.Document{ID: id, Title: "A study", Abstract: text})
	}
	for i := range 30 {
		id := fmt.Sprintf("other%02d", i)
		l.put(id, &index.Document{ID: id, Title: "A study", Abstract: fmt.Sprintf("Machine number %d was recently compared with another machine.", i)})
	}
	return l
}

func TestBearings(t *testing.T) {
	x := synced(t, ward())
	for _, tt := range []struct {
		sentence string
		first    string
		kin      index.Kin
	}{
		{"High blood pressure can be treated.", "pressure", index.Kin{Asked: "high blood pressure", Named: "hypertension"}},
		{"A clot buster saves lives after a heart attack.", "attack", index.Kin{Asked: "heart attack", Named: "myocardial infarction"}},
		{"Kids catch fewer bugs when they wear a covering.", "cover", index.Kin{Asked: "kids", Named: "children"}},
		{"Owners of dogs live longer.", "dogs", index.Kin{Asked: "dogs", Named: "canine"}},
		{"Does the common cold go away sooner?", "zinc", index.Kin{Asked: "common cold", Named: "rhinovirus"}},
	} {
		got, err := x.Bearings(t.Context(), tt.sentence, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 || got[0].ID != tt.first || !slices.Contains(got[0].Kin, tt.kin) {
			t.Errorf("%q: got %+v, want %s first with %+v", tt.sentence, got, tt.first, tt.kin)
		}
	}
}

// TestBearingsOfNothing: a sentence of empty words, one that shares nothing
// with the library, and none at all find nothing.
func TestBearingsOfNothing(t *testing.T) {
	x := synced(t, ward())
	for _, sentence := range []string{"", "It was what it was, and 12 of 30 were not.", "Quokkas jump.", "?!"} {
		if got, err := x.Bearings(t.Context(), sentence, 5); err != nil || len(got) > 0 {
			t.Errorf("%q: got %+v, %v", sentence, got, err)
		}
	}
}

// TestBearingsWeigh: what nearly all studies name tells nothing, and a word of
// any subject less than one of health.
func TestBearingsWeigh(t *testing.T) {
	l := ward()
	for i := range 20 {
		id := fmt.Sprintf("kidney%02d", i)
		l.put(id, &index.Document{ID: id, Title: "A study", Abstract: "Renal function."})
	}
	x := synced(t, l)
	if got, err := x.Bearings(t.Context(), "Is it bad for a kidney?", 5); err != nil || len(got) > 0 {
		t.Errorf("a name that is everywhere: got %+v, %v", got, err)
	}
	l.put("general", &index.Document{ID: "general", Title: "A study", Abstract: "Remarkable."})
	l.put("telling", &index.Document{ID: "telling", Title: "A study", Abstract: "Hyssop."})
	x = synced(t, l)
	got, err := x.Bearings(t.Context(), "Hyssop is remarkable.", 2)
	if err != nil || len(got) != 2 || got[0].ID != "telling" || got[0].Score < 1.5*got[1].Score {
		t.Errorf("a telling word and one of any subject: got %+v, %v", got, err)
	}
}

// TestBearingsFollowTheLibrary: a study that was removed bears on nothing, one
// that was changed by what it says now; and many may ask at once.
func TestBearingsFollowTheLibrary(t *testing.T) {
	l := ward()
	x := synced(t, l)
	l.put("attack", nil)
	l.put("dogs", &index.Document{ID: "dogs", Title: "A study", Abstract: "After a myocardial infarction a walk is good."})
	if _, err := x.Sync(t.Context(), l, nil); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			got, err := x.Bearings(t.Context(), "Heart attacks are common.", 5)
			if err != nil || len(got) == 0 || got[0].ID != "dogs" || slices.ContainsFunc(got, func(b index.Bearing) bool { return b.ID == "attack" }) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	all.Wait()
}

func BenchmarkBearings(b *testing.B) {
	l := ward()
	v := newVocabulary(1, 5000)
	for i := range 2000 {
		id := fmt.Sprintf("made%04d", i)
		l.put(id, &index.Document{ID: id, Title: v.text(8), Abstract: v.text(180)})
	}
	x := synced(b, l)
	for b.Loop() {
		if _, err := x.Bearings(b.Context(), "Kids with high blood pressure catch fewer bugs when they wear a mask.", 10); err != nil {
			b.Fatal(err)
		}
	}
}
