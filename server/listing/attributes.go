package listing

import (
	"carrito/app/catalog"
)

// The names of attributes in Google's and Meta's feeds.
const (
	size     = "size"
	color    = "color"
	material = "material"
	pattern  = "pattern"
	gender   = "gender"
	ageGroup = "age_group"
)

// attributeLimits are the most characters of each attribute.
var attributeLimits = map[string]int{size: 100, color: 100, material: 200, pattern: 100}

// optionWords are the names of options that stand for an attribute, folded.
var optionWords = map[string]string{
	"talla": size, "tallas": size, "talle": size, "tamano": size, "medida": size, "medidas": size, "numero": size, "size": size, "tamanho": size,
	"color": color, "colores": color, "colour": color, "cor": color, "cores": color,
	"material": material, "tela": material, "tejido": material, "fabric": material, "tecido": material,
	"estampado": pattern, "diseno": pattern, "pattern": pattern, "print": pattern, "estampa": pattern, "padrao": pattern,
	"genero": gender, "sexo": gender, "gender": gender,
	"edad": ageGroup, "age": ageGroup, "age group": ageGroup, "idade": ageGroup,
}

// enumerated are the values that Google and Meta know of an attribute, by folded words.
var enumerated = map[string]map[string]string{
	gender: {
		"hombre": "male", "hombres": "male", "masculino": "male", "varon": "male", "men": "male", "male": "male", "man": "male", "homem": "male",
		"mujer": "female", "mujeres": "female", "femenino": "female", "dama": "female", "damas": "female", "women": "female", "female": "female", "woman": "female",
		"mulher": "female", "feminino": "female", "unisex": "unisex", "unissex": "unisex",
	},
	ageGroup: {
		"adulto": "adult", "adultos": "adult", "adult": "adult", "adults": "adult", "nino": "kids", "ninos": "kids", "kids": "kids", "infantil": "kids",
		"crianca": "kids", "criancas": "kids", "bebe": "infant", "bebes": "infant", "infant": "infant", "recien nacido": "newborn", "newborn": "newborn",
		"recem-nascido": "newborn",
	},
}

// attributes splits the values of a variant into those that attributes stand for, and
// the others.
func attributes(options []catalog.Option, values []string) (known map[string]string, others []Choice) {
	known = map[string]string{}
	for i, option := range options {
		if i >= len(values) {
			break
		}
		name, ok := optionWords[catalog.Fold(option.Name)]
		value := line(values[i])
		if words, limited := enumerated[name]; limited {
			value = words[catalog.Fold(value)]
		}
		if _, twice := known[name]; !ok || twice || value == "" {
			others = append(others, Choice{line(option.Name), line(values[i])})
			continue
		}
		if limit := attributeLimits[name]; limit > 0 {
			value = clip(value, limit)
		}
		known[name] = value
	}
	return known, others
}
