package figures

import (
	"strings"

	"entente/internal/numerals"
)

// prefixUnit takes the currency sign before the number.
func (r *reader) prefixUnit(it []item, q *quantity) {
	row, at := r.symbols.before(it, q.num)
	if row == nil {
		return
	}
	if w := it[at]; w.Kind == numerals.Word && (q.num-at == 1 && !r.capitals(w) || !w.Upper || len(w.Text) == 1 && !it[at+1].Glued) {
		if !it[q.num-1].is("$") {
			return
		}
		row, at = []string{"$", "USD"}, q.num-1 // "a $5,000 bond" is not in Australian dollars
	}
	q.unit, q.dim, q.from, q.prefix = row[1], "money", at, true
}

// capitals reports whether a currency code is printed in capitals; "us" and "rs" need that.
func (r *reader) capitals(w item) bool { return w.Upper && !w.is("us") }

// suffixUnit takes the unit after the number.
func (r *reader) suffixUnit(it []item, q *quantity) {
	k := q.to
	if k < len(it) && it[k].is("-") && it[k].Glued && k+1 < len(it) && it[k+1].Glued {
		if row, n := r.units.from(it, k+1); row != nil {
			q.unit, q.dim, q.to = row[1], row[2], n
			return
		}
		if it[k+1].is("pound", "pounds") && q.unit == "" && q.to == q.num+1 {
			q.unit, q.dim, q.to = "[lb_av]", "mass", k+2
			return
		}
		if row, n := r.money.from(it, k+1); row != nil {
			q.setMoney(row[1])
			q.to = n
			return
		}
		return
	}
	if q.vague && k < len(it) && it[k].is("of") {
		k++
	}
	if row, n := r.money.from(it, k); row != nil && (q.unit == "" || q.dim == "money") && !(q.prefix && it[k].is("real", "mark", "marks", "won", "sum", "dong", "som", "rand")) {
		if q.unit == "" {
			if it[k].is("real", "won", "sum", "rand", "pound") && !it[k].Glued && q.value != nil && it[k].is("won", "real") && k+1 < len(it) && it[k+1].Kind == numerals.Word && it[k+1].is("the", "a", "time", "estate") {
				return
			}
			q.setMoney(row[1])
		}
		q.to = n
		return
	}
	if q.dim == "money" {
		return
	}
	if row, n := r.units.from(it, k); row != nil && !(row[2] == "money" && q.unit != "") {
		q.unit, q.dim, q.to = row[1], row[2], n
		if u, per, ok := strings.Cut(q.dim, "/"); ok {
			q.dim, q.per = u, per
		}
	}
}

func (q *quantity) setMoney(code string) {
	code, q.cents = strings.CutSuffix(code, "/100")
	q.unit, q.dim = code, "money"
}

// operator takes the words of bound before and after the quantity.
func (r *reader) operator(it []item, q *quantity) {
	from := q.from
	if from > 0 && it[from-1].is("a", "the", "another", "further") && !it[from].is("a") {
		if row, _ := r.pre.before(it, from-1); row != nil && it[from-1].is("a") {
			from--
		}
	}
	row, at := r.pre.before(it, from)
	if row != nil && !(row[0] == "some" && q.dim == "percent") && !(row[0] == "over" && q.dim == "time") && !r.idle(it, row, at) {
		q.op, q.from = row[1], at
		if row2, at2 := r.pre.before(it, at); row2 != nil && row2[1] == row[1] {
			q.from = at2
		}
	} else if row != nil && row[0] == "over" && q.dim == "time" && at > 0 && it[at-1].is("for", "since", "of", "lasted", "spent", "after", "took") {
		q.op, q.from = row[1], at
	}
	if row, n := r.post.from(it, q.to); row != nil && q.op == "=" {
		q.op, q.to = row[1], n
	}
	if q.vague && q.op == "=" {
		q.op = "~"
	}
	if q.low != nil && q.op != "~" {
		q.op = "="
	}
}

// rate takes "per day", "a year", "annually".
func (r *reader) rate(it []item, q *quantity) {
	k := q.to
	if k+2 < len(it) && it[k].is("per") && it[k+1].Kind == numerals.Number && it[k+1].Int > 1 {
		if row, n := r.units.from(it, k+2); row != nil {
			q.per, q.to = it[k+1].Digits+"."+row[1], n
		}
		return
	}
	if k+1 < len(it) && (it[k].is("per", "a", "an", "every", "each") || it[k].is("/")) {
		if row, n := r.units.from(it, k+1); row != nil && (row[2] == "time" || row[2] == "volume" || row[2] == "mass") && !it[k+1].date || row != nil && row[2] == "time" {
			q.per, q.to = row[1], n
		}
		return
	}
	if k+2 < len(it) && it[k].is("of") && (q.dim == "mass" || q.dim == "volume" || q.dim == "energy") { // "77 million tonnes of gas a year"
		for n := k + 2; n < len(it) && n < k+5; n++ {
			if it[n].is("per", "a", "each", "every") && n+1 < len(it) {
				if row, _ := r.units.from(it, n+1); row != nil && row[2] == "time" {
					q.per = row[1]
				}
				return
			}
			if it[n].is("annually", "yearly") {
				q.per = "a"
				return
			}
		}
		return
	}
	if k < len(it) {
		switch it[k].Text {
		case "annually", "yearly":
			q.per, q.to = "a", k+1
		case "daily":
			q.per, q.to = "d", k+1
		case "monthly":
			q.per, q.to = "mo", k+1
		}
	}
}
