package reports_test

import (
	"errors"
	"testing"

	"appraise/corpus"
	"appraise/reports"
)

func TestHouseCheck(t *testing.T) {
	for _, tt := range []struct {
		house reports.House
		ok    bool
	}{
		{reports.House{}, true},
		{reports.House{Paper: "letter", Numbers: "AMA", References: "vancouver", Lang: "en-US"}, true},
		{reports.House{Lang: "zh-Hant-TW"}, true},
		{reports.House{Paper: "A3"}, false},
		{reports.House{Numbers: "nejm"}, false},
		{reports.House{References: "harvard"}, false},
		{reports.House{Lang: "English, please"}, false},
		{reports.House{Lang: `en" onload="`}, false},
	} {
		err := tt.house.Check()
		if (err == nil) != tt.ok || err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: got %v, want ok %v", tt.house, err, tt.ok)
		}
	}
}
