package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/instrument"
)

// askRest completes the answers by asking, on a terminal. Elsewhere they have
// to be given.
func (o *options) askRest(ctx context.Context, a *app.App, in *app.Assessing) error {
	start, err := o.startFrom(ctx, a, *in)
	if err != nil {
		return err
	}
	switch {
	case len(in.Answers) > 0:
		return nil // as given; what is missing is told
	case !isTerminal(o.in) && len(in.Consensus) == 0:
		return fmt.Errorf("%w: no answers given (-a ITEM=CODE or --from FILE; --items lists the questions)", corpus.ErrInvalid)
	case !isTerminal(o.in):
		return nil
	}
	q := interview{o: o, in: bufio.NewReader(o.in), pack: in.Pack, effect: in.Effect, got: start}
	if err := q.run(); err != nil {
		return err
	}
	if len(q.got) == 0 {
		return fmt.Errorf("%w: nothing was answered, and nothing is recorded", corpus.ErrInvalid)
	}
	in.Answers = q.got
	if q.stopped {
		return nil
	}
	in.Decide, in.Rationale, err = q.decide(in.Decide, in.Rationale)
	return err
}

// startFrom gives the answers to begin with: those that two raters agree on,
// or an appraisal that was left unfinished.
func (o *options) startFrom(ctx context.Context, a *app.App, in app.Assessing) (map[string]corpus.Answer, error) {
	got := map[string]corpus.Answer{}
	if len(in.Consensus) > 0 {
		base, err := a.Agreed(ctx, in)
		if err != nil {
			return nil, err
		}
		maps.Copy(got, base.Answers)
		o.note("%s and %s agree on %s.", in.Consensus[0], in.Consensus[1], count(len(got), "answer", "answers"))
		return got, nil
	}
	own, ok, err := a.Own(ctx, in)
	if err != nil || !ok || !isTerminal(o.in) || len(in.Answers) > 0 {
		return got, err
	}
	left, err := instrument.Ask(in.Pack, own.Answers, in.Effect)
	switch {
	case err != nil || len(left) == 0:
		o.note("You appraised this on %s; answering again replaces it.", own.At.Format("2006-01-02"))
	default:
		maps.Copy(got, own.Answers)
		o.note("Going on where you stopped on %s: %s so far.", own.At.Format("2006-01-02"), count(len(got), "answer", "answers"))
	}
	return got, nil
}

// interview puts the questions of an instrument one by one.
type interview struct {
	o       *options
	in      *bufio.Reader
	pack    instrument.Pack
	effect  string
	got     map[string]corpus.Answer
	order   []string // ids in the order they were answered now
	stopped bool
}

// codeWords say what the answers of an instrument mean.
func codeWords(p instrument.Pack) string {
	words := make([]string, len(p.Codes))
	for i, c := range p.Codes {
		words[i] = c.Code + " " + c.Label
	}
	return strings.Join(words, " · ")
}

func (q *interview) help() {
	q.o.wrap("", "Answers: "+codeWords(q.pack)+".")
	q.o.wrap("", "Behind the answer you may write why: PY sealed envelopes, page 3. “back” goes back, “quit” stops and records what is answered so far, “?” says this again.")
}

// run asks until nothing is left to ask, or the person stops.
func (q *interview) run() error {
	q.o.say("%s", q.o.style(bold, q.pack.Title+", version "+q.pack.Version))
	if s := q.pack.Stated(); s != "" {
		q.o.wrap("", s)
	}
	for _, s := range q.pack.Before {
		q.o.item("First settle: ", s)
	}
	q.help()
	domain := ""
	for {
		next, err := instrument.Ask(q.pack, q.got, q.effect)
		if err != nil {
			return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
		}
		if len(next) == 0 {
			return nil
		}
		if it := next[0]; it.Domain != domain {
			domain = it.Domain
			d, _ := q.pack.Domain(domain)
			q.o.heading(domain + " " + d.Name)
		}
		if err := q.ask(next[0], len(next)); err != nil || q.stopped {
			return err
		}
	}
}

// ask puts one question until it is answered.
func (q *interview) ask(it instrument.Item, left int) error {
	q.o.item(it.ID+"  ", it.Text)
	for {
		fmt.Fprintf(q.o.out, "     %s > ", strings.Join(it.Codes, " "))
		line, err := q.line()
		if err != nil {
			return fmt.Errorf("reading the answer to %s: %w", it.ID, err)
		}
		word, why, _ := strings.Cut(line, " ")
		for _, code := range it.Codes {
			if strings.EqualFold(code, word) {
				q.got[it.ID] = corpus.Answer{Code: code, Note: strings.TrimSpace(why)}
				q.order = append(q.order, it.ID)
				return nil
			}
		}
		switch {
		case q.stopped || isWord(line, "quit", "q"):
			q.stopped = true
			return nil
		case line == "":
			continue
		case line == "?":
			q.help()
			continue
		case isWord(line, "back", "b"):
			if n := len(q.order); n > 0 {
				delete(q.got, q.order[n-1])
				q.order = q.order[:n-1]
				return nil
			}
			q.o.say("     This is the first question.")
			continue
		}
		q.o.say("     %q is no answer here; choose one of: %s (? for help)", word, strings.Join(it.Codes, " "))
	}
}

func isWord(line string, words ...string) bool {
	return slices.Contains(words, strings.ToLower(line))
}

// line reads a line; the end of the input stops the interview.
func (q *interview) line() (string, error) {
	s, err := q.in.ReadString('\n')
	if errors.Is(err, io.EOF) {
		q.o.say("")
		q.stopped = s == ""
		err = nil
	}
	return strings.TrimSpace(s), err
}

// decide shows what is proposed and takes the judgements that depart.
func (q *interview) decide(decided map[string]corpus.Risk, why map[string]string) (map[string]corpus.Risk, map[string]string, error) {
	if decided == nil {
		decided = map[string]corpus.Risk{}
	}
	if why == nil {
		why = map[string]string{}
	}
	e, err := q.pack.Evaluate(q.got, instrument.Options{Effect: q.effect})
	if err != nil {
		return nil, nil, err
	}
	q.o.heading("Proposed")
	for _, d := range e.Domains {
		q.o.item("  "+d.ID+"  ", dash(string(d.Risk))+" · "+dash(d.Path))
	}
	q.o.item("  Overall  ", dash(string(e.Overall.Risk))+" · "+dash(e.Overall.Path))
	q.o.wrap("", "Enter accepts what is proposed. To depart, write DOMAIN=JUDGEMENT and the reason: D1=low central allocation, page 3")
	for {
		fmt.Fprint(q.o.out, "> ")
		line, err := q.line()
		if err != nil || line == "" || q.stopped {
			return decided, why, err
		}
		domain, risk, reason, err := q.departure(line)
		if err != nil {
			q.o.wrap("  ", oneLine(err))
			continue
		}
		decided[domain], why[domain] = risk, reason
		q.o.say("  %s: %s (%s)", domain, risk, reason)
	}
}

// departure reads D1=some concerns REASON.
func (q *interview) departure(line string) (domain string, risk corpus.Risk, reason string, err error) {
	domain, rest, ok := strings.Cut(line, "=")
	domain = strings.TrimSpace(domain)
	if !ok {
		return "", "", "", fmt.Errorf("%w: write DOMAIN=JUDGEMENT and the reason, or press Enter", corpus.ErrInvalid)
	}
	if strings.EqualFold(domain, "overall") {
		domain = "overall"
	}
	for _, d := range q.pack.Domains {
		if strings.EqualFold(d.ID, domain) {
			domain = d.ID
		}
	}
	if _, known := q.pack.Domain(domain); !known && domain != "overall" {
		return "", "", "", fmt.Errorf("%w: there is no domain %q", corpus.ErrInvalid, domain)
	}
	rest = strings.TrimSpace(rest)
	for _, r := range q.pack.Judgements(domain) {
		if len(rest) >= len(r) && strings.EqualFold(rest[:len(r)], string(r)) && len(r) > len(risk) {
			risk = r
		}
	}
	if risk == "" {
		return "", "", "", fmt.Errorf("%w: the judgements of %s are: %s", corpus.ErrInvalid, domain, join(q.pack.Judgements(domain), ", "))
	}
	if reason = strings.TrimSpace(rest[len(risk):]); reason == "" {
		return "", "", "", fmt.Errorf("%w: write the reason behind it", corpus.ErrInvalid)
	}
	return domain, risk, reason, nil
}
