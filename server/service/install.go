package service

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
)

// Machine is where a service is installed.
type Machine struct {
	Root string // before each path; empty except in tests
	Run  func(command string, args ...string) error
	Out  io.Writer
}

func (m Machine) path(name string) string { return filepath.Join(m.Root, name) }

func (m Machine) exists(name string) bool {
	_, err := os.Stat(m.path(name))
	return err == nil
}

// check returns an error if there is no systemd.
func (m Machine) check() error {
	if !m.exists("/run/systemd/system") {
		return errors.New("systemd does not run this machine; service install -print prints the unit for another one")
	}
	return nil
}

// Install installs a service. It starts the service if the shop is in its folder.
func Install(m Machine, o Options, program string) error {
	if err := m.check(); err != nil {
		return err
	}
	if err := m.copyProgram(program, o.Program); err != nil {
		return err
	}
	for _, file := range []struct{ name, text string }{{o.userFile(), o.users()}, {o.unitFile(), o.Unit()}} {
		if err := m.write(file.name, []byte(file.text), 0o644); err != nil {
			return err
		}
	}
	if err := m.Run("systemd-sysusers", m.path(o.userFile())); err != nil {
		return err
	}
	if err := m.makeFolder(o); err != nil {
		return err
	}
	if err := m.Run("systemctl", "daemon-reload"); err != nil {
		return err
	}
	fmt.Fprintf(m.Out, "%s: the service is installed; variables such as CARRITO_SMTP belong in %s\n", o.unitFile(), o.Environment())
	if !m.exists(o.Folder() + "/web/shop.json") {
		fmt.Fprintf(m.Out, "put the shop into %s, and start it:\n  %s restore BACKUP -into %[1]s   or   cp -r web %[1]s/ && chown -R %[3]s: %[1]s\n  systemctl enable --now %[3]s\n",
			o.Folder(), o.Program, o.Name)
		return nil
	}
	if err := m.Run("systemctl", "enable", o.Name); err != nil {
		return err
	}
	if err := m.Run("systemctl", "restart", o.Name); err != nil {
		return err
	}
	fmt.Fprintf(m.Out, "the shop in %s is served; its log: journalctl -u %s\n", o.Folder(), o.Name)
	return nil
}

// Uninstall removes a service. The shop, its user and the program stay.
func Uninstall(m Machine, o Options) error {
	if err := m.check(); err != nil {
		return err
	}
	if !m.exists(o.unitFile()) {
		return fmt.Errorf("there is no service %s: %s does not exist", o.Name, o.unitFile())
	}
	if err := m.Run("systemctl", "disable", "--now", o.Name); err != nil {
		return err
	}
	for _, name := range []string{o.unitFile(), o.userFile()} {
		if err := os.Remove(m.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := m.Run("systemctl", "daemon-reload"); err != nil {
		return err
	}
	fmt.Fprintf(m.Out, "the service %s is removed; the shop stays in %s, and the program is %s\n", o.Name, o.Folder(), o.Program)
	return nil
}

// copyProgram copies this program to where the service runs it from.
func (m Machine) copyProgram(from, to string) error {
	here, err := os.Stat(from)
	if err != nil {
		return err
	}
	if there, err := os.Stat(m.path(to)); err == nil && os.SameFile(here, there) {
		return nil
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return m.write(to, content, 0o755)
}

// write writes a file whole or not at all.
func (m Machine) write(name string, content []byte, mode fs.FileMode) error {
	file := m.path(name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(content)
	if err := errors.Join(err, draft.Chmod(mode), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return os.Rename(draft.Name(), file)
}

// makeFolder makes the shop's folder, which belongs to the service.
func (m Machine) makeFolder(o Options) error {
	folder := m.path(o.Folder())
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	owner, err := user.Lookup(o.Name)
	if err != nil || m.Root != "" {
		return nil // systemd gives it to the service when that starts
	}
	uid, _ := strconv.Atoi(owner.Uid)
	gid, _ := strconv.Atoi(owner.Gid)
	return os.Chown(folder, uid, gid)
}
