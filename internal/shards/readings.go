package shards

import (
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"entente"
)

// A page is a line of the pages of a shard.
type page struct {
	Source      string              `json:"source"`
	Raw         string              `json:"raw,omitempty"`    // the bytes where they are UTF-8, which packs better
	Binary      []byte              `json:"binary,omitempty"` // else
	ContentType string              `json:"content_type,omitempty"`
	Input       entente.Input       `json:"input,omitzero"`
	Text        string              `json:"text,omitempty"`
	Layer       string              `json:"layer,omitempty"`
	Validators  *entente.Validators `json:"validators,omitempty"`
	Documents   int                 `json:"documents"`         // how many lines of the records are its
	Decoded     []*string           `json:"decoded,omitempty"` // for each document, null where it is the text or the bytes as they are
}

func packPage(r entente.Reading) ([]byte, error) {
	p := page{Source: r.Page.Source, ContentType: r.Page.ContentType, Input: r.Page.Input, Text: r.Page.Text, Layer: r.Page.Layer, Documents: len(r.Analyses)}
	if utf8.Valid(r.Page.Raw) {
		p.Raw = string(r.Page.Raw)
	} else {
		p.Binary = r.Page.Raw
	}
	if r.Page.Validators != (entente.Validators{}) {
		p.Validators = &r.Page.Validators
	}
	for _, a := range r.Analyses {
		var own *string
		if a.Document.Decoded != p.plain() {
			own = &a.Document.Decoded
		}
		p.Decoded = append(p.Decoded, own)
	}
	b, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Source, err)
	}
	return b, nil
}

// plain is what is read where nothing had to be decoded.
func (p *page) plain() string {
	if p.Layer != "" {
		return p.Text
	}
	return string(p.bytes())
}

func (p *page) bytes() []byte {
	if p.Binary != nil {
		return p.Binary
	}
	return []byte(p.Raw)
}

// Readings gives back the readings of a shard, in the order of the pages, as they were before they were written.
func Readings(ctx context.Context, f Files, m Manifest, each func(entente.Reading) error) error {
	var records [][]byte
	err := lines(ctx, f, "records", m.Shard, func(line []byte) error {
		records = append(records, line)
		return nil
	})
	if err != nil {
		return err
	}
	return lines(ctx, f, "pages", m.Shard, func(line []byte) error {
		var p page
		if err := json.Unmarshal(line, &p); err != nil {
			return fmt.Errorf("%w: %w", entente.ErrInvalid, err)
		}
		if p.Documents > len(records) || p.Documents != len(p.Decoded) {
			return fmt.Errorf("the records of %s are not all there: %w", p.Source, entente.ErrInvalid)
		}
		r := entente.Reading{Versions: m.Versions, Page: entente.Page{Source: p.Source, Raw: p.bytes(), ContentType: p.ContentType, Input: p.Input, Text: p.Text, Layer: p.Layer}}
		if p.Validators != nil {
			r.Page.Validators = *p.Validators
		}
		for i, own := range p.Decoded {
			decoded := p.plain()
			if own != nil {
				decoded = *own
			}
			a, err := entente.Decode(records[i], decoded)
			if err != nil {
				return err
			}
			r.Analyses = append(r.Analyses, a)
		}
		records = records[p.Documents:]
		return each(r)
	})
}

// Records gives the records of a shard as they stand in it.
func Records(ctx context.Context, f Files, shard string, each func(line []byte) error) error {
	return lines(ctx, f, "records", shard, each)
}

// Failed gives the pages of a shard that could not be read.
func Failed(ctx context.Context, f Files, m Manifest, each func(Unread) error) error {
	name := "failed/" + m.Shard + ".jsonl"
	if m.Files[name] == "" {
		return nil
	}
	b, err := f.Read(ctx, name)
	if err != nil {
		return err
	}
	return eachLine(b, func(line []byte) error {
		var u Unread
		if err := json.Unmarshal(line, &u); err != nil {
			return fmt.Errorf("read %s: %w: %w", name, entente.ErrInvalid, err)
		}
		return each(u)
	})
}
