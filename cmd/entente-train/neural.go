package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"entente/internal/syntax"
	"entente/internal/syntax/features"
	"entente/internal/syntax/train"
	"entente/internal/syntax/train/augment"
)

// settings are what a training of the tagger and parser is told.
type settings struct {
	gold, dev, texts string // files
	pretrain         bool
	words, every     int // of the texts
	load, out, save  string
	sizes            train.Sizes
	options          train.Options
	tagWeight        float64
	smooth           float64
	headlines, swaps int
	vocab            int
}

// readSettings reads flags.
func readSettings(args []string, stderr io.Writer) (*settings, error) {
	s := &settings{sizes: train.Sizes{Label: 128, Tag: 128}, options: train.Options{Log: stderr, Rates: train.Rates{Mask: 0.2}}}
	z, o, r := &s.sizes, &s.options, &s.options.Rates
	fs := flag.NewFlagSet("entente-train syntax", flag.ContinueOnError)
	fs.StringVar(&s.gold, "train", "../shared/gold/ud/train.conllu.gz", "treebank to learn from")
	fs.StringVar(&s.dev, "dev", "../shared/gold/ud/dev.conllu.gz", "treebank to report on")
	fs.StringVar(&s.texts, "texts", "", "texts to pretrain on (JSON Lines, gzip)")
	fs.BoolVar(&s.pretrain, "pretrain", false, "predict masked words of the texts, instead of the trees")
	fs.IntVar(&s.words, "words", 3000000, "words of texts")
	fs.IntVar(&s.every, "every", 7, "read every n-th text")
	fs.StringVar(&s.load, "load", "", "checkpoint to begin from")
	fs.StringVar(&s.out, "out", "", "model file to write")
	fs.StringVar(&s.save, "save", "", "checkpoint to write")
	fs.IntVar(&z.Dim, "dim", 192, "numbers of a word")
	fs.IntVar(&z.Layers, "layers", 4, "layers of the network")
	fs.IntVar(&z.Shift, "shift", 32, "numbers that a layer takes over from the word before and the word after")
	fs.IntVar(&z.Arc, "arc", 96, "numbers of a word as dependent and as head")
	fs.Float64Var(&o.Average, "average", 0, "share that a running mean of the weights keeps in a step, 0 for no mean")
	fs.IntVar(&o.Epochs, "epochs", 10, "how often the trees are gone through; 0 writes the checkpoint as a model")
	fs.IntVar(&o.Batch, "batch", 1500, "words of a step")
	fs.IntVar(&o.Workers, "workers", 6, "threads")
	fs.Float64Var(&o.LR, "lr", 0.002, "highest learning rate")
	fs.Float64Var(&r.Feature, "feature-drop", 0.1, "share of the features of a word that are left out")
	fs.Float64Var(&r.Embed, "embed-drop", 0.2, "share of the numbers of a word that are left out")
	fs.Float64Var(&r.Layer, "layer-drop", 0.2, "share of the numbers between layers that are left out")
	fs.Float64Var(&r.Head, "head-drop", 0.25, "share of the numbers before the scores that are left out")
	fs.Float64Var(&r.Form, "form-drop", 0.1, "share of the words that are read as unknown ones")
	fs.Float64Var(&s.smooth, "smooth", 0.03, "share of the weight that wrong answers get")
	fs.IntVar(&s.headlines, "headlines", 0, "add one tree in so many rewritten as a headline, 0 for none")
	fs.IntVar(&s.swaps, "swaps", 0, "add one tree in so many with other verbs and subjects, half of them as headlines, 0 for none")
	fs.IntVar(&s.vocab, "vocab", 8192, "words that are predicted where they are masked")
	fs.Float64Var(&s.tagWeight, "tags", 0.3, "weight of the tags beside the trees")
	fs.Uint64Var(&o.Seed, "seed", 1, "of all that is drawn at random")
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	r.Tags, r.Smooth, o.Sizes = float32(s.tagWeight), float32(s.smooth), s.sizes
	return s, nil
}

// neural fits the tagger and parser, or pretrains them on texts.
func neural(args []string, stderr io.Writer) error {
	s, err := readSettings(args, stderr)
	if err != nil {
		return err
	}
	trees, err := read(s.gold)
	if err != nil {
		return err
	}
	devTrees, err := read(s.dev)
	if err != nil {
		return err
	}
	split := train.Splitter(trees, 15, 6, s.options.Seed, stderr)
	var raw [][]string
	if s.texts != "" {
		if raw, err = train.ReadTexts(s.texts, s.words, s.every); err != nil {
			return err
		}
		fmt.Fprintln(stderr, "texts read")
	}
	known := train.Known(train.Forms(trees), raw, 2, 21)
	counts := train.Counts(append(train.Forms(trees), raw...))
	rng := rand.New(rand.NewPCG(s.options.Seed, 3))
	voc := train.NewVocabulary(trees)
	if s.pretrain {
		return s.mask(append(raw, train.Forms(trees)...), known, voc, rng)
	}
	n := train.NewNet(s.sizes, voc, 0, rng)
	if s.load != "" {
		if err := n.Load(s.load); err != nil {
			return err
		}
	}
	if s.options.Epochs == 0 {
		return export(n, trees, split, known, counts, s.out)
	}
	freq := train.Frequencies(trees)
	train.Fit(n, voc.Samples(s.lessons(trees, rng, stderr), freq, known), voc.Samples(devTrees, freq, known), s.options, false, func(e int) {
		if s.save != "" {
			err = n.Save(s.save)
		}
		if s.out != "" && (e%5 == 4 || e == s.options.Epochs-1) {
			err = export(n, trees, split, known, counts, s.out)
		}
	})
	return err
}

// mask fits a network to predict words of texts that it does not see, and writes it as a checkpoint.
func (s *settings) mask(raw [][]string, known features.Filter, voc *train.Vocabulary, rng *rand.Rand) (err error) {
	masked := train.MaskedVocabulary(raw, s.vocab)
	n := train.NewNet(s.sizes, voc, len(masked), rng)
	if s.load != "" {
		if err := n.Load(s.load); err != nil {
			return err
		}
	}
	o := s.options
	o.Rates.Layer, o.Rates.Embed = o.Rates.Layer/4, o.Rates.Embed/4
	train.Fit(n, train.Masked(raw, masked, known), nil, o, true, func(int) { err = n.Save(s.save) })
	return err
}

// lessons are the trees, with those that are made of them: headlines, and sentences with other verbs and subjects.
func (s *settings) lessons(trees []syntax.Tree, rng *rand.Rand, stderr io.Writer) []syntax.Tree {
	out := trees
	if s.headlines > 0 {
		out = append(out, augment.Headlines(trees, s.headlines, rng)...)
	}
	if s.swaps > 0 {
		added := augment.Swaps(trees, s.swaps, rng)
		out = append(append(out, added...), augment.Headlines(added, 2, rng)...)
		fmt.Fprintf(stderr, "%d trees, %d of them swapped or headlines\n", len(out), len(out)-len(trees))
	}
	return out
}

func export(n *train.Net, trees []syntax.Tree, split []int8, known features.Filter, counts map[string]int, path string) error {
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
