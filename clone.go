package entente

// clone copies everything that Encode changes, and turns nil lists into empty ones.
func (a *Analysis) clone() *Analysis {
	c := *a
	d := &c.Document
	d.Published = d.Published.clone()
	d.Parts, d.Map, d.Dropped = list(d.Parts), list(d.Map), list(d.Dropped)
	c.Sentences, c.Mentions, c.Failures = list(c.Sentences), list(c.Mentions), list(c.Failures)
	c.Events, c.Ties, c.Statements, c.Figures = list(c.Events), list(c.Ties), list(c.Statements), list(c.Figures)
	for i := range c.Mentions {
		c.Mentions[i].Source = ptr(c.Mentions[i].Source)
	}
	for i := range c.Events {
		e := &c.Events[i]
		e.Actors, e.Recipients, e.Trigger, e.Date = list(e.Actors), list(e.Recipients), list(e.Trigger), e.Date.clone()
		if e.Place = ptr(e.Place); e.Place != nil {
			e.Place.Span = ptr(e.Place.Span)
		}
	}
	for i := range c.Ties {
		t := &c.Ties[i]
		t.Parties, t.From, t.Until = list(t.Parties), t.From.clone(), t.Until.clone()
	}
	for i := range c.Statements {
		s := &c.Statements[i]
		s.Content, s.Cue, s.Date = list(s.Content), ptr(s.Cue), s.Date.clone()
	}
	for i := range c.Figures {
		f := &c.Figures[i]
		f.Period, f.Base = f.Period.clone(), f.Base.clone()
	}
	return &c
}

func (d *Date) clone() *Date {
	c := ptr(d)
	if c != nil {
		c.Span = ptr(c.Span)
	}
	return c
}

func ptr[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func list[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }
