package accounts

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"entente"
)

// A Cost is what a guess at a password takes: argon2id with so much memory (KiB), passes and lanes.
type Cost struct {
	Memory, Passes uint32
	Lanes          uint8
}

// DefaultCost is what OWASP's Password Storage Cheat Sheet names for argon2id: 19 MiB, two passes, one lane.
var DefaultCost = Cost{19 * 1024, 2, 1}

// sound refuses passwords that are guessed in a few tries.
func sound(name, password string) error {
	switch n := utf8.RuneCountInString(password); {
	case n < 12 || len(password) > 512:
		return fmt.Errorf("a password has 12 characters at least (and 512 bytes at most): %w", entente.ErrInvalid)
	case strings.Contains(strings.ToLower(password), strings.ToLower(name)) && n < 20, strings.Count(password, password[:1]) == len(password):
		return fmt.Errorf("that password is guessed at once: %w", entente.ErrInvalid)
	}
	return nil
}

// seal writes a password as $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func (a *Accounts) seal(password string) (string, error) {
	salt := make([]byte, 16)
	if _, err := io.ReadFull(a.Rand, salt); err != nil {
		return "", fmt.Errorf("take random bytes: %w", err)
	}
	key := a.mix(password, salt, a.Cost)
	b := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, a.Cost.Memory, a.Cost.Passes, a.Cost.Lanes, b.EncodeToString(salt), b.EncodeToString(key)), nil
}

// mix waits for its turn: two at once take 38 MiB, a hundred at once would take the machine.
func (a *Accounts) mix(password string, salt []byte, c Cost) []byte {
	a.mixing <- struct{}{}
	defer func() { <-a.mixing }()
	return argon2.IDKey([]byte(password), salt, c.Passes, c.Memory, c.Lanes, 32)
}

// opens reports whether a password is the one that was sealed.
func (a *Accounts) opens(sealed, password string) bool {
	parts := strings.Split(sealed, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > 512 {
		return false
	}
	var c Cost
	var version int
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.Memory, &c.Passes, &c.Lanes); err != nil || version != argon2.Version ||
		c.Memory > 1<<20 || c.Passes < 1 || c.Passes > 100 || c.Lanes < 1 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) != 32 {
		return false
	}
	return subtle.ConstantTimeCompare(a.mix(password, salt, c), want) == 1
}
