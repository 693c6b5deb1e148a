package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// exactly is cobra.ExactArgs with an error that names what is missing.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return fmt.Errorf("%s takes %s; got %s", c.CommandPath(), strings.Join(names, " and "), counting(len(args)))
	}
}

func atLeastOne(name string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return fmt.Errorf("%s takes at least one %s", c.CommandPath(), name)
	}
}

func atMostOne(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes one argument at most; got %d", c.CommandPath(), len(args))
	}
	return nil
}

func counting(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

// instruct makes every mistake in the arguments of a command and of those below it one of usage, which shows a line that is right.
func instruct(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			err := check(c, args)
			if err == nil || errors.Is(err, errUsage) {
				return err
			}
			says := strings.TrimSpace(err.Error())
			if strings.HasPrefix(says, "unknown command") { // what cobra says of an argument too many
				says = fmt.Sprintf("%s takes no argument%s; got %s", c.CommandPath(), orOneOf(c), strings.Join(args, " "))
			}
			return usage("%s%s; see %s --help", says, asIn(c), c.CommandPath())
		}
	}
	for _, below := range c.Commands() {
		instruct(below)
	}
}

// orOneOf names the commands below a command.
func orOneOf(c *cobra.Command) string {
	var names []string
	for _, below := range c.Commands() {
		names = append(names, below.Name())
	}
	if names == nil {
		return ""
	}
	return ", or one of " + strings.Join(names, ", ")
}

// asIn quotes the first example of a command.
func asIn(c *cobra.Command) string {
	line, _, _ := strings.Cut(strings.TrimSpace(c.Example), "\n")
	if line == "" {
		return ""
	}
	return ", as in: " + line
}
