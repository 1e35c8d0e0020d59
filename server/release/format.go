package release

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"fmt"
	"strings"
)

// processors names a processor as each format does.
var processors = map[string]struct {
	elf   elf.Machine
	macho macho.Cpu
	pe    uint16
}{
	"amd64": {elf.EM_X86_64, macho.CpuAmd64, pe.IMAGE_FILE_MACHINE_AMD64},
	"arm64": {elf.EM_AARCH64, macho.CpuArm64, pe.IMAGE_FILE_MACHINE_ARM64},
}

// checkFormat returns an error if a program does not start on a system as it is
// delivered.
func checkFormat(file, system, processor string) error {
	check := map[string]func(file, processor string) error{"linux": checkELF, "darwin": checkMachO, "windows": checkPE}[system]
	if check == nil {
		return fmt.Errorf("no format is known for %s", system)
	}
	if err := check(file, processor); err != nil {
		return fmt.Errorf("the program for %s/%s: %w", system, processor, err)
	}
	return nil
}

// checkELF refuses programs that need a library, which not every Linux has.
func checkELF(file, processor string) error {
	f, err := elf.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if f.Machine != processors[processor].elf || f.Type != elf.ET_EXEC {
		return fmt.Errorf("it is a %v for %v", f.Type, f.Machine)
	}
	if needed, _ := f.ImportedLibraries(); len(needed) > 0 {
		return fmt.Errorf("it needs %s", strings.Join(needed, ", "))
	}
	return nil
}

// codeSignature is the load command of a signature. macOS on arm64 ends programs
// without one; the signature of the linker is enough.
const codeSignature = 0x1d

func checkMachO(file, processor string) error {
	f, err := macho.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if f.Cpu != processors[processor].macho || f.Type != macho.TypeExec {
		return fmt.Errorf("it is a %v for %v", f.Type, f.Cpu)
	}
	for _, load := range f.Loads {
		if f.ByteOrder.Uint32(load.Raw()) == codeSignature {
			return nil
		}
	}
	if processor == "arm64" {
		return fmt.Errorf("it is not signed")
	}
	return nil
}

// checkPE refuses programs without a console, in which the owner reads the address of
// the shop.
func checkPE(file, processor string) error {
	f, err := pe.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	header, ok := f.OptionalHeader.(*pe.OptionalHeader64)
	if f.Machine != processors[processor].pe || f.Characteristics&pe.IMAGE_FILE_EXECUTABLE_IMAGE == 0 || !ok {
		return fmt.Errorf("it is for the machine %#x", f.Machine)
	}
	if header.Subsystem != pe.IMAGE_SUBSYSTEM_WINDOWS_CUI {
		return fmt.Errorf("it has no console: its subsystem is %d", header.Subsystem)
	}
	return nil
}
