package site

import (
	"path"
	"strings"

	sentences "carrito/app/text"
	"carrito/server/asset"
)

// AssetsFolder is where files stand under names that carry the hash of their
// content, so that a browser may keep them for ever.
const AssetsFolder = "/web/assets/"

// AssetFiles are the assets that stand in files of the owner's folder.
var AssetFiles = []string{ProgramFile, GoScriptFile, IconsFile}

// Hashed returns the same site, whose pages find the files of plain under names
// that carry their hash, and the files by those names. In
// plain they stand by their addresses without a hash. The sentences of the shop's
// language and the shell are made here.
func (s *Site) Hashed(plain map[string]*asset.Body) (*Site, map[string]*asset.Body, error) {
	names, hashed := map[string]string{}, map[string]*asset.Body{}
	for address, body := range plain {
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
