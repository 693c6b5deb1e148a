package reconcile

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"entente"
)

// Reference reads a series that stands beside the claims: SDMX-CSV (columns TIME_PERIOD and OBS_VALUE, with REF_AREA and
// COUNTERPART_AREA for the parties, UNIT_MEASURE, UNIT_MULT, and INDICATOR or MEASURE), or a CSV with the columns period,
// value, and where known measure, parties (joined by a blank), from, to, unit. name becomes the document of the claims;
// measure, where not empty, is that of every row. A row without value is passed over; a value that is no number is an error
// that wraps entente.ErrInvalid.
func Reference(name, measure string, data []byte) ([]Claim, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read series %s: %w: %w", name, entente.ErrInvalid, err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("read series %s: no header: %w", name, entente.ErrInvalid)
	}
	at := map[string]int{}
	for i, h := range lines[0] {
		h, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(h)), ":") // SDMX may add a label: "REF_AREA:Reference area"
		at[h] = i
	}
	col := func(row []string, names ...string) string {
		for _, n := range names {
			if i, ok := at[n]; ok && i < len(row) {
				v, _, _ := strings.Cut(strings.TrimSpace(row[i]), ": ")
				return v
			}
		}
		return ""
	}
	if col(lines[0], "time_period", "period", "year", "date") == "" || col(lines[0], "obs_value", "value") == "" {
		return nil, fmt.Errorf("read series %s: want the columns period and value, or TIME_PERIOD and OBS_VALUE: %w", name, entente.ErrInvalid)
	}
	var out []Claim
	for n, row := range lines[1:] {
		value := strings.ReplaceAll(col(row, "obs_value", "value"), ",", "")
		if value == "" || strings.EqualFold(value, "nan") {
			continue
		}
		f, err := observation(value, col(row, "unit_mult"), col(row, "time_period", "period", "year", "date"))
		if err != nil {
			return nil, fmt.Errorf("read series %s, row %d: %w", name, n+2, err)
		}
		f.ID = entente.ID("f", name, strconv.Itoa(n))
		f.Measure = first(measure, col(row, "measure", "indicator"))
		f.Unit = unitCode(col(row, "unit_measure", "unit"))
		f.Parties = strings.Fields(col(row, "parties"))
		for _, p := range []string{col(row, "ref_area"), col(row, "counterpart_area")} {
			if p != "" {
				f.Parties = append(f.Parties, p)
			}
		}
		f.From, f.To = col(row, "from"), col(row, "to")
		out = append(out, Claim{Figure: f, Document: name})
	}
	return out, nil
}

// observation is the figure of one row: SDMX's multiplier is a power of ten.
func observation(value, mult, time string) (entente.Figure, error) {
	v, ok := new(big.Rat).SetString(value)
	if !ok || strings.ContainsAny(value, "/_xXpP") {
		return entente.Figure{}, fmt.Errorf("value %q is no number: %w", value, entente.ErrInvalid)
	}
	if mult != "" {
		n, err := strconv.Atoi(mult)
		if err != nil || n < -12 || n > 15 {
			return entente.Figure{}, fmt.Errorf("multiplier %q: %w", mult, entente.ErrInvalid)
		}
		ten := big.NewRat(10, 1)
		if n < 0 {
			ten, n = big.NewRat(1, 10), -n
		}
		for range n {
			v.Mul(v, ten)
		}
	}
	p, err := timePeriod(time)
	if err != nil {
		return entente.Figure{}, err
	}
	return entente.Figure{Op: "=", Value: decimal(v), Form: "level", Modality: "actual", Period: p, Confidence: 1}, nil
}

// timePeriod reads SDMX's "2014", "2014-Q3", "2014-S1", "2014-05" and "2014-05-06".
func timePeriod(s string) (*entente.Date, error) {
	bad := fmt.Errorf("period %q: %w", s, entente.ErrInvalid)
	if len(s) < 4 || yearOf(s) == 0 {
		return nil, bad
	}
	y, rest := s[:4], strings.TrimPrefix(s[4:], "-")
	whole := func(edtf, precision string, m1, m2 int) *entente.Date {
		last := []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m2-1]
		if n := yearOf(y); m2 == 2 && n%4 == 0 && (n%100 != 0 || n%400 == 0) {
			last = 29
		}
		return &entente.Date{EDTF: edtf, Start: fmt.Sprintf("%s-%02d-01", y, m1), End: fmt.Sprintf("%s-%02d-%02d", y, m2, last), Precision: precision, Basis: "input"}
	}
	switch {
	case rest == "" || rest == "A1":
		return whole(y, "year", 1, 12), nil
	case len(rest) == 2 && rest[0] == 'Q' && '1' <= rest[1] && rest[1] <= '4':
		q := int(rest[1] - '0')
		return whole(fmt.Sprintf("%s-%d", y, 32+q), "quarter", 3*q-2, 3*q), nil
	case len(rest) == 2 && rest[0] == 'S' && '1' <= rest[1] && rest[1] <= '2':
		h := int(rest[1] - '0')
		return whole(fmt.Sprintf("%s-%d", y, 39+h), "half", 6*h-5, 6*h), nil
	}
	m, err := strconv.Atoi(strings.TrimPrefix(rest[:min(2, len(rest))], "M"))
	if err != nil || m < 1 || m > 12 {
		return nil, bad
	}
	d := whole(fmt.Sprintf("%s-%02d", y, m), "month", m, m)
	if len(rest) == 5 {
		d.EDTF, d.Start, d.End, d.Precision = s, s, s, "day"
	}
	return d, nil
}

// unitCode gives SDMX's codes our names.
func unitCode(u string) string {
	switch strings.ToUpper(u) {
	case "PT", "PC", "PERCENT":
		return "%"
	case "PS", "PERS":
		return "{person}"
	}
	return u
}
