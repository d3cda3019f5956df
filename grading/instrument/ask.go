package instrument

import "appraise/corpus"

// Ask returns the questions that can be put now, in order: those that are due
// by the answers given and have none yet. Asking only the first and calling
// again leads through the tool without an unneeded question. No questions
// left means the answers are complete.
func Ask(p Pack, answers map[string]corpus.Answer, effect string) ([]Item, error) {
	e, err := p.Evaluate(answers, Options{Effect: effect})
	if err != nil {
		return nil, err
	}
	if p, err = p.For(effect); err != nil {
		return nil, err
	}
	items := make([]Item, 0, len(e.Missing))
	for _, id := range e.Missing {
		if it, ok := p.Item(id); ok {
			items = append(items, it)
		}
	}
	return items, nil
}
