package importcli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"carrito/server/importer"
	"carrito/server/regular"
)

// settings is everything but the table that an import depends on.
type settings struct {
	Currency, Locale string
	Digits           int
	Options          []string
	Photos, Stock    string
	StockSum         string        // hash of the inventory file
	Pictures         []pictureFile // in the folder of pictures
}

// pictureFile is a file in the folder of pictures.
type pictureFile struct {
	Name     string
	Size     int64
	Modified time.Time
}

// settingsSum returns a hash of the settings of an import.
func (c *Command) settingsSum(opts importer.Options) (string, error) {
	s := settings{Currency: opts.Currency, Locale: opts.Locale, Digits: opts.Digits, Options: c.Options, Photos: c.Photos, Stock: c.Stock}
	var err error
	if c.Stock != "" {
		if s.StockSum, err = fileSum(c.Stock); err != nil {
			return "", err
		}
	}
	if c.Photos != "" && c.Photos != fetchPhotos {
		if s.Pictures, err = pictureFiles(c.Photos); err != nil {
			return "", fmt.Errorf("the folder of pictures: %w", err)
		}
	}
	text, err := json.Marshal(s)
	return hashOf(string(text)), err
}

// pictureFiles lists the files in a folder and in the folders within it.
func pictureFiles(folder string) (files []pictureFile, err error) {
	err = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			files = append(files, pictureFile{name, info.Size(), info.ModTime()})
		}
		return err
	})
	return files, err
}

// fileSum returns the hash of a file.
func fileSum(name string) (string, error) {
	file, _, err := regular.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
