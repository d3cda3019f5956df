package index

import "testing"

func TestStem(t *testing.T) {
	for _, c := range [][2]string{
		{"haemorrhage", "hemorrhages"}, {"oedema", "edema"}, {"randomised", "randomized"}, {"tumour", "tumors"}, {"anaesthesia", "anesthesia"},
		{"diarrhoea", "diarrhea"}, {"behavioural", "behavioral"}, {"α", "alpha"}, {"patients", "patient"}, {"analysed", "analyzed"},
	} {
		if a, b := stem(c[0]), stem(c[1]); a != b {
			t.Errorf("stems of %s and %s are %s and %s", c[0], c[1], a, b)
		}
	}
	for _, c := range [][2]string{{"il6", "il"}, {"as", "a"}, {"hypertension", "hypotension"}, {"serology", "serotonin"}} {
		if a, b := stem(c[0]), stem(c[1]); a == b {
			t.Errorf("stems of %s and %s are both %s", c[0], c[1], a)
		}
	}
}
