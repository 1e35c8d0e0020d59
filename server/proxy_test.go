package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// server/README.md shows exactly the configuration that these tests use.
func TestReadmeShowsTheProxy(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	conf, err := os.ReadFile("testdata/proxy.conf")
	if err != nil {
		t.Fatal(err)
	}
	if want := "    " + strings.ReplaceAll(strings.TrimSpace(string(conf)), "\n", "\n    "); !strings.Contains(string(readme), want) {
		t.Errorf("server/README.md: does not contain testdata/proxy.conf, want\n%s", want)
	}
}

// Behind the proxy of server/README.md a shop is reached by HTTPS only and recognises
// its clients. A server without -proxies logs a warning.
func TestProxy(t *testing.T) {
	program, err := exec.LookPath("nginx")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("nginx is not installed")
		}
		t.Log("nginx is not installed: the configuration in server/README.md is not tested")
		return
	}
	for _, proxies := range []string{"1", "0"} {
		t.Run("-proxies "+proxies, func(t *testing.T) {
			flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
			log := &lines{}
			shop := servedLogging(t, log, append(flags, "-database", filepath.Join(t.TempDir(), "orders.db"), "-proxies", proxies)...)
			plain, secure := startProxy(t, program, strings.TrimPrefix(shop, "http://"))
			client := &http.Client{
				Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, // the test makes its own certificate
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
			defer client.CloseIdleConnections()
			answer, err := client.Get("http://" + plain + "/carrito?a=b")
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if location := answer.Header.Get("Location"); answer.StatusCode != 308 || !strings.HasPrefix(location, "https://127.0.0.1") || !strings.HasSuffix(location, "/carrito?a=b") {
				t.Errorf("without TLS: got %d to %q, want a redirect to the same page with TLS", answer.StatusCode, location)
			}
			answer, err = client.Post("https://"+secure+"/api/orders", "application/json", strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != 400 || answer.Header.Get("Strict-Transport-Security") != "max-age=31536000" {
				t.Errorf("an order: got %d %v, want 400 from the shop, and HSTS", answer.StatusCode, answer.Header)
			}
			if got, want := strings.Contains(log.String(), "X-Forwarded-For"), proxies == "0"; got != want {
				t.Errorf("got the log %q, want a warning: %v", log.String(), want)
			}
		})
	}
}

// lines collects a log. It may be read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// startProxy starts nginx in front of a shop. It returns the addresses without
// and with TLS.
func startProxy(t *testing.T, program, shop string) (plain, secure string) {
	t.Helper()
	folder := t.TempDir()
	plain, secure = freeAddress(t), freeAddress(t)
	makeCertificate(t, folder)
	conf, err := os.ReadFile("testdata/proxy.conf")
	if err != nil {
		t.Fatal(err)
	}
	const letsEncrypt = "/etc/letsencrypt/live/shop.example"
	text := strings.NewReplacer("listen 80;", "listen "+plain+";", "listen 443 ssl;", "listen "+secure+" ssl;",
		"server_name shop.example;", "server_name 127.0.0.1;", letsEncrypt, folder, "localhost:8000", shop).Replace(string(conf))
	text = fmt.Sprintf("daemon off;\npid %s/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path %[1]s/body;\nproxy_temp_path %[1]s/proxy;\n"+
		"fastcgi_temp_path %[1]s/f;\nuwsgi_temp_path %[1]s/u;\nscgi_temp_path %[1]s/s;\n%[2]s\n}\n", folder, text)
	name := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var output lines
	process := exec.Command(program, "-e", "stderr", "-c", name)
	process.Stdout, process.Stderr = &output, &output
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		process.Process.Signal(syscall.SIGTERM)
		process.Wait()
	})
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if connection, err := net.Dial("tcp", secure); err == nil {
			connection.Close()
			return plain, secure
		}
		if time.Now().After(deadline) {
			t.Fatalf("nginx does not start: %s", output.String())
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// makeCertificate writes fullchain.pem and privkey.pem.
func makeCertificate(t *testing.T, folder string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{
		"fullchain.pem": {Type: "CERTIFICATE", Bytes: certificate}, "privkey.pem": {Type: "PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(folder, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
