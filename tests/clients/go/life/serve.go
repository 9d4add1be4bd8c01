// Package life is what the drivers in Go share: calls come in as lines of JSON, and each is answered with one.
package life

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
)

// Key is an AccessKey pair; with a token it is a session's.
type Key struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
	Token  string `json:"token"`
}

// Call is what a client has to do.
type Call struct {
	Service    string          `json:"service"`
	URL        string          `json:"url"`
	Product    string          `json:"product"`
	CA         string          `json:"ca"`
	RegionID   string          `json:"regionId"`
	Key        Key             `json:"key"`
	Action     string          `json:"action"`
	Parameters json.RawMessage `json:"parameters"`
}

// Refusal is what a client says about a call that was refused.
type Refusal struct {
	Type      string `json:"type"`
	Code      string `json:"code"`
	Status    int    `json:"status"`
	RequestID string `json:"requestId"`
}

type line struct {
	Versions map[string]string `json:"versions,omitempty"`
	Body     any               `json:"body,omitempty"`
	Error    *Refusal          `json:"error,omitempty"`
	Failure  string            `json:"failure,omitempty"`
}

// Serve answers calls until the input ends. The first line says which versions of the modules run. act returns the body of the answer;
// explain makes of its error what the client says about a refusal, or nil of an error of any other kind.
func Serve(modules []string, act func(Call) (any, error), explain func(error) *Refusal) {
	out := json.NewEncoder(os.Stdout)
	_ = out.Encode(line{Versions: versionsOf(modules)})
	calls := bufio.NewScanner(os.Stdin)
	calls.Buffer(nil, 1<<20)
	for calls.Scan() {
		_ = out.Encode(answer(calls.Bytes(), act, explain))
	}
}

func answer(text []byte, act func(Call) (any, error), explain func(error) *Refusal) line {
	var call Call
	if err := json.Unmarshal(text, &call); err != nil {
		return line{Failure: err.Error()}
	}
	body, err := act(call)
	if err == nil {
		return line{Body: body}
	}
	if refusal := explain(err); refusal != nil {
		return line{Error: refusal}
	}
	return line{Failure: fmt.Sprintf("%T: %v", err, err)}
}

func versionsOf(modules []string) map[string]string {
	versions := map[string]string{}
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		for _, name := range modules {
			if module.Path == name {
				versions[name] = module.Version
			}
		}
	}
	return versions
}
