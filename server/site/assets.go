package site

import (
	"encoding/hex"
	"maps"
	"path"
	"strings"

	sentences "carrito/app/text"
	"carrito/server/asset"
)

// AssetsFolder holds the files whose names contain the hash of their content,
// so that a browser may cache them for ever.
const AssetsFolder = "/web/assets/"

// AssetFiles are the addresses of those assets that are files in the owner's
// folder. RestFile is missing if the program is whole.
var AssetFiles = []string{ProgramFile, RestFile, GoScriptFile, IconsFile}

// Hashed returns a copy of s whose pages use file names that contain a hash,
// and all these files by their new addresses. The keys of plain are the
// addresses without a hash; parts are those of the catalogue, see
// [Site.CatalogFiles]. Hashed itself makes two more files: the texts in the shop's
// language and the shell.
func (s *Site) Hashed(plain, parts map[string]*asset.Body) (*Site, map[string]*asset.Body, error) {
	names, hashed := map[string]string{}, maps.Clone(parts)
	if hashed == nil {
		hashed = map[string]*asset.Body{}
	}
	for address, body := range plain {
		names[address] = HashedName(address, body)
		hashed[names[address]] = body
	}
	files := s.ownFiles()
	if err := s.addAbout(files); err != nil {
		return nil, nil, err
	}
	for address, body := range files {
		names[address] = HashedName(address, body)
		hashed[names[address]] = body
	}
	texts := asset.New(asset.Type(TextsFile), sentences.Wire(s.Shop.Language), asset.Thorough)
	names[TextsFile] = HashedName(TextsFile, texts)
	hashed[names[TextsFile]] = texts
	renamed, err := s.Renamed(names)
	if err != nil {
		return nil, nil, err
	}
	content, err := renamed.shell()
	if err != nil {
		return nil, nil, err
	}
	shell := asset.New(asset.Type(ShellFile), content, asset.Thorough)
	names[ShellFile] = HashedName(ShellFile, shell)
	hashed[names[ShellFile]] = shell
	renamed, err = s.Renamed(names)
	return renamed, hashed, err
}

// HashedName returns "/web/assets/icons.0123456789abcdef.svg" for "/web/icons.svg".
func HashedName(address string, body *asset.Body) string {
	base, extension := path.Base(address), path.Ext(address)
	return AssetsFolder + strings.TrimSuffix(base, extension) + "." + body.Hash() + extension
}

// CutHash splits a name as [HashedName] returns it into the name without the hash,
// which has a "*" in its place, and the hash. It reports false for other names.
func CutHash(address string) (pattern, hash string, ok bool) {
	name, ok := strings.CutPrefix(address, AssetsFolder)
	extension := path.Ext(name)
	base := strings.TrimSuffix(name, extension)
	dot := strings.LastIndexByte(base, '.')
	if !ok || dot < 1 || strings.Contains(name, "/") {
		return "", "", false
	}
	hash = base[dot+1:]
	if _, err := hex.DecodeString(hash); err != nil || len(hash) != asset.HashLength {
		return "", "", false
	}
	return base[:dot+1] + "*" + extension, hash, true
}
