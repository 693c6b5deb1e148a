package accounts

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"entente"
)

// A Memory is a Store that lasts as long as its process.
type Memory struct {
	mu       sync.Mutex
	users    map[string]User
	tokens   map[string]Token
	sessions map[string]Session
	trail    []Entry
}

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{users: map[string]User{}, tokens: map[string]Token{}, sessions: map[string]Session{}}
}

func (m *Memory) SetUser(_ context.Context, u User) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.users[u.Name] = u
	return nil
}

func (m *Memory) Users(context.Context) ([]User, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.SortedFunc(maps.Values(m.users), func(a, b User) int { return cmp.Compare(a.Name, b.Name) }), nil
}

func (m *Memory) SetToken(_ context.Context, t Token) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tokens[t.Hash] = t
	return nil
}

func (m *Memory) Tokens(context.Context) ([]Token, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.SortedFunc(maps.Values(m.tokens), func(a, b Token) int { return cmp.Compare(a.Hash, b.Hash) }), nil
}

func (m *Memory) SetSession(_ context.Context, s Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sessions[s.Hash] = s
	return nil
}

func (m *Memory) Session(_ context.Context, hash string) (Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.sessions[hash]
	if !ok {
		return Session{}, fmt.Errorf("no session: %w", entente.ErrNotFound)
	}
	return s, nil
}

func (m *Memory) EndSession(_ context.Context, hash string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, hash)
	return nil
}

func (m *Memory) EndSessions(_ context.Context, user string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.sessions, func(_ string, s Session) bool { return s.User == user })
	return nil
}

func (m *Memory) Append(_ context.Context, e Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e.N != len(m.trail)+1 {
		return fmt.Errorf("entry %d of the trail: %w", e.N, entente.ErrConflict)
	}
	m.trail = append(m.trail, e)
	return nil
}

func (m *Memory) Last(context.Context) (Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.trail) == 0 {
		return Entry{}, nil
	}
	return m.trail[len(m.trail)-1], nil
}

func (m *Memory) Trail(_ context.Context, after int) ([]Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.trail[min(max(after, 0), len(m.trail)):]), nil
}
