// Command current is a driver of the vendor's current SDK for Go.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/tea"

	"clients/life"
)

type operation func(parameters []byte) (any, error)

// typed is an operation by a method of the client: the parameters become the SDK's request, the answer is the SDK's body.
func typed[Request, Response any](method func(*Request) (*Response, error), body func(*Response) any) operation {
	return func(parameters []byte) (any, error) {
		request := new(Request)
		decoder := json.NewDecoder(bytes.NewReader(parameters))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(request); err != nil {
			return nil, err
		}
		response, err := method(request)
		if err != nil {
			return nil, err
		}
		return body(response), nil
	}
}

func operations(c *ecs.Client) map[string]operation {
	return map[string]operation{
		"CancelCopyImage":              typed(c.CancelCopyImage, func(r *ecs.CancelCopyImageResponse) any { return r.Body }),
		"CopyImage":                    typed(c.CopyImage, func(r *ecs.CopyImageResponse) any { return r.Body }),
		"CreateImage":                  typed(c.CreateImage, func(r *ecs.CreateImageResponse) any { return r.Body }),
		"DeleteImage":                  typed(c.DeleteImage, func(r *ecs.DeleteImageResponse) any { return r.Body }),
		"DeleteSnapshot":               typed(c.DeleteSnapshot, func(r *ecs.DeleteSnapshotResponse) any { return r.Body }),
		"DescribeImageFromFamily":      typed(c.DescribeImageFromFamily, func(r *ecs.DescribeImageFromFamilyResponse) any { return r.Body }),
		"DescribeImageSharePermission": typed(c.DescribeImageSharePermission, func(r *ecs.DescribeImageSharePermissionResponse) any { return r.Body }),
		"DescribeImages":               typed(c.DescribeImages, func(r *ecs.DescribeImagesResponse) any { return r.Body }),
		"DescribeInstances":            typed(c.DescribeInstances, func(r *ecs.DescribeInstancesResponse) any { return r.Body }),
		"DescribeRegions":              typed(c.DescribeRegions, func(r *ecs.DescribeRegionsResponse) any { return r.Body }),
		"DescribeSnapshots":            typed(c.DescribeSnapshots, func(r *ecs.DescribeSnapshotsResponse) any { return r.Body }),
		"DescribeTags":                 typed(c.DescribeTags, func(r *ecs.DescribeTagsResponse) any { return r.Body }),
		"JoinResourceGroup":            typed(c.JoinResourceGroup, func(r *ecs.JoinResourceGroupResponse) any { return r.Body }),
		"ListTagResources":             typed(c.ListTagResources, func(r *ecs.ListTagResourcesResponse) any { return r.Body }),
		"ModifyImageAttribute":         typed(c.ModifyImageAttribute, func(r *ecs.ModifyImageAttributeResponse) any { return r.Body }),
		"ModifyImageSharePermission":   typed(c.ModifyImageSharePermission, func(r *ecs.ModifyImageSharePermissionResponse) any { return r.Body }),
		"TagResources":                 typed(c.TagResources, func(r *ecs.TagResourcesResponse) any { return r.Body }),
		"UntagResources":               typed(c.UntagResources, func(r *ecs.UntagResourcesResponse) any { return r.Body }),
	}
}

func act(call life.Call) (any, error) {
	protocol, endpoint, _ := strings.Cut(call.URL, "://")
	config := &openapi.Config{
		AccessKeyId:     tea.String(call.Key.ID),
		AccessKeySecret: tea.String(call.Key.Secret),
		RegionId:        tea.String(call.RegionID),
		Endpoint:        tea.String(endpoint),
		Protocol:        tea.String(protocol),
	}
	if call.Key.Token != "" {
		config.SecurityToken = tea.String(call.Key.Token)
	}
	if call.CA != "" {
		certificate, err := os.ReadFile(call.CA)
		if err != nil {
			return nil, err
		}
		config.Ca = tea.String(string(certificate))
	}
	client, err := ecs.NewClient(config)
	if err != nil {
		return nil, err
	}
	perform, known := operations(client)[call.Action]
	if !known {
		return nil, fmt.Errorf("the driver has no %s", call.Action)
	}
	return perform(call.Parameters)
}

func explain(err error) *life.Refusal {
	var refused *tea.SDKError
	if !errors.As(err, &refused) || tea.IntValue(refused.StatusCode) == 0 {
		return nil
	}
	var data struct{ RequestId string }
	_ = json.Unmarshal([]byte(tea.StringValue(refused.Data)), &data)
	return &life.Refusal{
		Type:      "SDKError",
		Code:      tea.StringValue(refused.Code),
		Status:    tea.IntValue(refused.StatusCode),
		RequestID: data.RequestId,
	}
}

func main() {
	life.Serve([]string{"github.com/alibabacloud-go/ecs-20140526/v7"}, act, explain)
}
