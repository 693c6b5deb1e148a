package genre

import (
	"testing"

	"entente"
)

func TestLanguage(t *testing.T) {
	d := NewDetector()
	for _, c := range []struct{ declared, text, want string }{
		{"", "The ministers of both states signed an agreement on the river, which will be in force from May.", "en"},
		{"en-GB", "The ministers of both states signed an agreement on the river, which will be in force from May.", "en-GB"},
		{"de", "The ministers of both states signed an agreement on the river, which will be in force from May. It was the first for years, and it has been called a success.", "en"},
		{"", "Die Minister der beiden Staaten haben ein Abkommen über den Fluss unterzeichnet, das im Mai in Kraft tritt.", "de"},
		{"", "Les ministres des deux pays ont signé un accord sur le partage des eaux du fleuve, qui est en vigueur.", "fr"},
		{"", "Los ministros de los dos países firmaron un acuerdo sobre el río, que está en vigor desde mayo.", "es"},
		{"", "Os ministros dos dois países assinaram um acordo sobre o rio, que não está em vigor para todos.", "pt"},
		{"", "Министры двух стран подписали в среду соглашение о реке, которое вступит в силу не ранее мая.", "ru"},
		{"", "Міністри двох країн підписали у середу угоду про річку, яка не є чинною до травня, але вже відома.", "uk"},
		{"", "两国外交部长周五在首都签署了边界协定，该协定结束了长达二十年的争端。", "zh"},
		{"", "両国の外相は金曜日に首都で国境協定に署名した。", "ja"},
		{"", "İki ülkenin bakanları çarşamba günü nehir için bir anlaşma imzaladı ve bu anlaşma mayıs ayında yürürlüğe girecek.", "tr"},
		{"", "وقع وزيرا البلدين يوم الأربعاء على اتفاق في العاصمة من أجل تقاسم مياه النهر التي تمر بين البلدين.", "ar"},
		{"", "وزیران دو کشور در روز چهارشنبه این توافق را با هدف تقسیم آب رودخانه امضا کردند که برای مردم است.", "fa"},
		{"", "Kyrgyzstan and Tajikistan signed a border agreement, ending a decades-long dispute.", ""},
		{"", "Nigeria's president met his Ghanaian counterpart.", ""},
		{"", "Kowalski, Nowak", ""},
		{"pl", "Kowalski, Nowak", "pl"},
	} {
		if got := d.Language(c.declared, c.text); got != c.want {
			t.Errorf("%q declared %q: got %q, want %q", c.text, c.declared, got, c.want)
		}
	}
}

// TestGivenCountry holds that a text in the first person whose caller says for whom it speaks is a speech.
func TestGivenCountry(t *testing.T) {
	for _, c := range []struct{ country, text, want string }{
		{"FJI", "We thank Japan for its help after the cyclone. My island asks for more.", "speech"},
		{"", "We thank Japan for its help after the cyclone. My island asks for more.", "news"},
		{"FJI", "Japan sent help after the cyclone. The islands asked for more.", "news"},
	} {
		if got := Of(&entente.Document{Text: c.text, Country: c.country}, "", "", false); got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.country, c.text, got, c.want)
		}
	}
}
