package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"entente/internal/syntax"
	"entente/internal/syntax/train"
)

func neural(args []string, stderr io.Writer) error {
	fs := flag.NewFlagSet("entente-train syntax", flag.ContinueOnError)
	gold := fs.String("train", "../shared/gold/ud/train.conllu.gz", "treebank to learn from")
	dev := fs.String("dev", "../shared/gold/ud/dev.conllu.gz", "treebank to report on")
	texts := fs.String("texts", "", "texts to pretrain on (JSON Lines, gzip)")
	pretrain := fs.Bool("pretrain", false, "predict masked words of the texts, instead of the trees")
	words := fs.Int("words", 3000000, "words of texts")
	every := fs.Int("every", 7, "read every n-th text")
	load := fs.String("load", "", "checkpoint to begin from")
	out := fs.String("out", "", "model file to write")
	save := fs.String("save", "", "checkpoint to write")
	dim := fs.Int("dim", 192, "")
	layers := fs.Int("layers", 4, "")
	shift := fs.Int("shift", 32, "")
	feature := fs.Float64("feature-drop", 0.1, "")
	arc := fs.Int("arc", 96, "numbers of a word as dependent and as head")
	average := fs.Float64("average", 0, "share that a running mean of the weights keeps in a step, 0 for no mean")
	epochs := fs.Int("epochs", 10, "")
	batch := fs.Int("batch", 1500, "")
	workers := fs.Int("workers", 6, "")
	lr := fs.Float64("lr", 0.002, "")
	pe := fs.Float64("embed-drop", 0.2, "")
	pl := fs.Float64("layer-drop", 0.2, "")
	ph := fs.Float64("head-drop", 0.25, "")
	pf := fs.Float64("form-drop", 0.1, "")
	smooth := fs.Float64("smooth", 0.03, "")
	headlines := fs.Int("headlines", 0, "add one tree in so many rewritten as a headline, 0 for none")
	swaps := fs.Int("swaps", 0, "add one tree in so many with other verbs and subjects, half of them as headlines, 0 for none")
	vocab := fs.Int("vocab", 8192, "")
	tagWeight := fs.Float64("tags", 0.3, "")
	seed := fs.Uint64("seed", 1, "")
	if err := fs.Parse(args); err != nil {
		return err
	}
	trees, err := read(*gold)
	if err != nil {
		return err
	}
	devTrees, err := read(*dev)
	if err != nil {
		return err
	}
	split := train.Splitter(trees, 15, 6, *seed, stderr)
	var raw [][]string
	if *texts != "" {
		if raw, err = train.ReadTexts(*texts, *words, *every); err != nil {
			return err
		}
		fmt.Fprintln(stderr, "texts read")
	}
	known := train.Known(train.Forms(trees), raw, 2, 21)
	counts := train.Counts(append(train.Forms(trees), raw...))
	rng := rand.New(rand.NewPCG(*seed, 3))
	voc := train.NewVocabulary(trees)
	sizes := train.Sizes{Dim: *dim, Layers: *layers, Shift: *shift, Arc: *arc, Label: 128, Tag: 128}
	o := train.Options{Sizes: sizes, Rates: train.Rates{Embed: *pe, Layer: *pl, Head: *ph, Form: *pf, Feature: *feature, Tags: float32(*tagWeight), Mask: 0.2, Smooth: float32(*smooth)},
		Epochs: *epochs, Batch: *batch, Workers: *workers, LR: *lr, Average: *average, Seed: *seed, Log: stderr}
	if *pretrain {
		raw = append(raw, train.Forms(trees)...)
		mv := train.MaskedVocabulary(raw, *vocab)
		n := train.NewNet(sizes, voc, len(mv), rng)
		if *load != "" {
			if err := n.Load(*load); err != nil {
				return err
			}
		}
		o.Rates.Layer, o.Rates.Embed = o.Rates.Layer/4, o.Rates.Embed/4
		train.Fit(n, train.Masked(raw, mv, known), nil, o, true, func(e int) { err = n.Save(*save) })
		return err
	}
	n := train.NewNet(sizes, voc, 0, rng)
	if *load != "" {
		if err := n.Load(*load); err != nil {
			return err
		}
	}
	if *epochs == 0 {
		return export(n, trees, split, known, counts, *out)
	}
	freq := train.Frequencies(trees)
	learn := trees
	if *headlines > 0 {
		learn = append(learn, train.Headlines(trees, *headlines, rng)...)
	}
	if *swaps > 0 {
		added := train.Swaps(trees, *swaps, rng)
		learn = append(append(learn, added...), train.Headlines(added, 2, rng)...)
		fmt.Fprintf(stderr, "%d trees, %d of them swapped or headlines\n", len(learn), len(learn)-len(trees))
	}
	train.Fit(n, voc.Samples(learn, freq, known), voc.Samples(devTrees, freq, known), o, false, func(e int) {
		if *save != "" {
			err = n.Save(*save)
		}
		if *out != "" && (e%5 == 4 || e == *epochs-1) {
			err = export(n, trees, split, known, counts, *out)
		}
	})
	return err
}

func export(n *train.Net, trees []syntax.Tree, split []int8, known syntax.Filter, counts map[string]int, path string) error {
	b, err := train.Export(n, trees, split, known, counts)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}

func read(path string) ([]syntax.Tree, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	trees, err := syntax.ReadCoNLLU(z)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return trees, nil
}
