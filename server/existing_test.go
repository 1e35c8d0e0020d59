package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A command whose -database names no file creates none.
func TestCommandsMakeNoDatabase(t *testing.T) {
	flags := webFolder(t, "")
	shop, web := flags[3], flags[1]
	for _, args := range [][]string{
		{"orders", "list"}, {"orders", "show", "12345678"}, {"orders", "state", "12345678", "sent"},
		{"orders", "export"}, {"orders", "backup", filepath.Join(t.TempDir(), "copy.db")}, {"admin", "password"}, {"admin", "passkeys"},
	} {
		t.Run(strings.Join(args[:2], " "), func(t *testing.T) {
			database := filepath.Join(t.TempDir(), "typo.db")
			line := []string{args[0], args[1], "-database", database, "-web", web}
			if args[0] == "orders" {
				line = append(line, "-shop", shop)
			}
			_, err := command(t, append(line, args[2:]...)...)
			if err == nil || !strings.Contains(err.Error(), "typo.db") {
				t.Errorf("got %v, want an error with the name", err)
			}
			if _, err := os.Stat(database); !os.IsNotExist(err) {
				t.Errorf("got %v, want no such file", err)
			}
		})
	}
}

// At its start a server logs which database it has opened and how many orders
// it holds.
func TestServeLogsItsDatabase(t *testing.T) {
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	database := filepath.Join(t.TempDir(), "orders.db")
	flags = append(flags, "-database", database)
	for _, want := range []string{"orders: a new, empty database was made: " + database, "orders: " + database + ": orders in it: 1, the first of 2"} {
		t.Run(want, func(t *testing.T) {
			var log safeBuffer
			url := servedLogging(t, &log, flags...)
			if status, body := postOrder(t, url+"/api/orders", newHat(t)); status != 201 {
				t.Fatalf("got %d %s, want 201", status, body)
			}
			if !strings.Contains(log.String(), want) {
				t.Errorf("got %s, want %q in it", log.String(), want)
			}
		})
	}
}
