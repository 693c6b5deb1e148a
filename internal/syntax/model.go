package syntax

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unsafe"

	"entente/internal/syntax/features"
)

// The model file: eight bytes of magic with the version of the format, the length of the header (32 bits, little-endian), the
// header in JSON, then the sections, each at a multiple of 64 bytes. Weights are bytes and are used where they lie; scales,
// biases and tables of small size are read at loading.
const magic = "ENTSYN03"

// Header describes a model file.
type Header struct {
	Dim      int       `json:"dim"`
	Layers   int       `json:"layers"`
	Shift    int       `json:"shift"` // numbers that a layer sees of the word before, and as many of the word after
	Arc      int       `json:"arc"`
	Label    int       `json:"label"`
	Tag      int       `json:"tag"`
	Labels   []string  `json:"labels"`
	XPOS     []string  `json:"xpos"`
	UPOS     []string  `json:"upos"`
	Feats    []string  `json:"feats"`
	Scripts  []string  `json:"scripts"` // edits of lemmas: bytes to cut from the end, "+", bytes to add
	Sections []Section `json:"sections"`
}

// A Section is a stretch of the model file after the header.
type Section struct {
	Name   string `json:"name"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
}

// A dense is a layer of 8-bit weights with a scale and a bias for each output.
type dense struct {
	in, out     int
	w           []int8
	scale, bias []float32
}

// A model is a loaded model file.
type model struct {
	Header
	embed      []int8
	embedScale []float32
	layers     []dense
	head       dense
	arc        dense
	label      dense
	tag        dense
	lemmas     table
	split      []int8 // weights of the features of a sentence end
	known      features.Filter
	version    string
}

var errModel = errors.New("not a syntax model of this version")

// Write puts a model file together; sections are given in order.
func (h Header) Write(names []string, data [][]byte) ([]byte, error) {
	at := 0
	h.Sections = nil
	for i, d := range data {
		h.Sections = append(h.Sections, Section{names[i], at, len(d)})
		at += (len(d) + 63) &^ 63
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	out := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(head)))...)
	out = append(out, head...)
	for i, d := range data {
		out = append(out, make([]byte, (64-len(out)%64)%64)...)
		_ = i
		out = append(out, d...)
	}
	return out, nil
}

func load(file string) (*model, error) {
	if len(file) < 12 || file[:8] != magic {
		return nil, errModel
	}
	n := int(binary.LittleEndian.Uint32([]byte(file[8:12])))
	if 12+n > len(file) {
		return nil, errModel
	}
	m := &model{}
	if err := json.Unmarshal([]byte(file[12:12+n]), &m.Header); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	base := (12 + n + 63) &^ 63
	get := func(name string) string {
		for _, s := range m.Sections {
			if s.Name == name && base+s.Offset+s.Length <= len(file) {
				return file[base+s.Offset : base+s.Offset+s.Length]
			}
		}
		return ""
	}
	m.embed, m.embedScale = signed(get("embed.w")), floats(get("embed.scale"))
	if len(m.embedScale) != features.Rows || len(m.embed) != features.Rows*m.Dim || m.Dim%32 != 0 || m.Shift < 0 || 2*m.Shift > m.Dim || m.Arc%16 != 0 || m.Label%16 != 0 || m.Tag%16 != 0 {
		return nil, errModel
	}
	ok := true
	layer := func(name string, in int) dense {
		d := dense{in: in, w: signed(get(name + ".w")), scale: floats(get(name + ".scale")), bias: floats(get(name + ".bias"))}
		d.out = len(d.scale)
		ok = ok && d.out > 0 && d.out%16 == 0 && len(d.bias) == d.out && len(d.w) == d.in*d.out
		return d
	}
	for l := range m.Layers {
		m.layers = append(m.layers, layer(fmt.Sprintf("layer%d", l), m.Dim))
		ok = ok && m.layers[l].out == 3*m.Dim
	}
	m.head, m.arc, m.label, m.tag = layer("head", m.Dim), layer("arc", m.Arc), layer("label", m.Label), layer("tag", m.Tag)
	ok = ok && m.head.out == 2*m.Arc+m.Tag+2*m.Label && m.arc.out == m.Arc && m.label.out >= len(m.Labels) &&
		m.tag.out >= len(m.XPOS)+len(m.UPOS)+len(m.Feats)
	m.lemmas = table(get("lemmas"))
	m.known = features.Filter(get("known"))
	m.split = signed(get("split"))
	if !ok || len(m.known)&(len(m.known)-1) != 0 || len(m.lemmas)%8 != 0 || len(m.lemmas) == 0 || len(m.split)&(len(m.split)-1) != 0 || len(m.split) == 0 {
		return nil, errModel
	}
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(file), len(file)))
	m.version = hex.EncodeToString(sum[:6])
	return m, nil
}

// signed looks at bytes as 8-bit numbers, without copying.
func signed(s string) []int8 {
	if s == "" {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(s))), len(s))
}

func floats(s string) []float32 {
	out := make([]float32, len(s)/4)
	for i := range out {
		out[i] = math.Float32frombits(uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24)
	}
	return out
}

// A table maps the hash of a key to a number below 65,535: open addressing in slots of eight bytes, the upper 32 bits of the
// hash and the number plus one.
type table string

// find returns the number of a key, -1 for none. Keys that share 32 bits and a place are taken for one another.
func (t table) find(h uint64) int {
	slots := uint64(len(t) / 8)
	for i, n := h%slots, uint64(0); n < slots; i, n = (i+1)%slots, n+1 {
		s := t[i*8 : i*8+8]
		v := uint32(s[4]) | uint32(s[5])<<8 | uint32(s[6])<<16 | uint32(s[7])<<24
		if v == 0 {
			return -1
		}
		if uint32(s[0])|uint32(s[1])<<8|uint32(s[2])<<16|uint32(s[3])<<24 == uint32(h>>32) {
			return int(v) - 1
		}
	}
	return -1
}

// BuildTable lays out a table that is at most two thirds full. Keys are put in the order given.
func BuildTable(keys []uint64, values []int) []byte {
	slots := uint64(len(keys)*3/2 + 16)
	t := make([]byte, slots*8)
	for k, h := range keys {
		i := h % slots
		for binary.LittleEndian.Uint32(t[i*8+4:]) != 0 {
			i = (i + 1) % slots
		}
		binary.LittleEndian.PutUint32(t[i*8:], uint32(h>>32))
		binary.LittleEndian.PutUint32(t[i*8+4:], uint32(values[k]+1))
	}
	return t
}
