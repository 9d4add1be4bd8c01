// Command former is a driver of the vendor's former SDK for Go, which Terraform's providers use and which speaks signature version 1.
// Its one parameter is the format of the answers, default JSON.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ecs"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/sts"

	"clients/life"
)

type operation func(parameters map[string]any, prepare func(requests.AcsRequest)) (any, error)

// typed is an operation by the SDK's own request and method.
func typed[Request requests.AcsRequest, Response any](create func() Request, method func(Request) (Response, error)) operation {
	return func(parameters map[string]any, prepare func(requests.AcsRequest)) (any, error) {
		request := create()
		if err := fill(reflect.ValueOf(request).Elem(), parameters); err != nil {
			return nil, err
		}
		prepare(request)
		return method(request)
	}
}

func operations(e *ecs.Client, s *sts.Client) map[string]operation {
	return map[string]operation{
		"AssumeRole":                   typed(sts.CreateAssumeRoleRequest, s.AssumeRole),
		"CancelCopyImage":              typed(ecs.CreateCancelCopyImageRequest, e.CancelCopyImage),
		"CopyImage":                    typed(ecs.CreateCopyImageRequest, e.CopyImage),
		"CreateImage":                  typed(ecs.CreateCreateImageRequest, e.CreateImage),
		"DeleteImage":                  typed(ecs.CreateDeleteImageRequest, e.DeleteImage),
		"DeleteSnapshot":               typed(ecs.CreateDeleteSnapshotRequest, e.DeleteSnapshot),
		"DescribeImageFromFamily":      typed(ecs.CreateDescribeImageFromFamilyRequest, e.DescribeImageFromFamily),
		"DescribeImageSharePermission": typed(ecs.CreateDescribeImageSharePermissionRequest, e.DescribeImageSharePermission),
		"DescribeImages":               typed(ecs.CreateDescribeImagesRequest, e.DescribeImages),
		"DescribeInstances":            typed(ecs.CreateDescribeInstancesRequest, e.DescribeInstances),
		"DescribeRegions":              typed(ecs.CreateDescribeRegionsRequest, e.DescribeRegions),
		"DescribeSnapshots":            typed(ecs.CreateDescribeSnapshotsRequest, e.DescribeSnapshots),
		"DescribeTags":                 typed(ecs.CreateDescribeTagsRequest, e.DescribeTags),
		"GetCallerIdentity":            typed(sts.CreateGetCallerIdentityRequest, s.GetCallerIdentity),
		"JoinResourceGroup":            typed(ecs.CreateJoinResourceGroupRequest, e.JoinResourceGroup),
		"ListTagResources":             typed(ecs.CreateListTagResourcesRequest, e.ListTagResources),
		"ModifyImageAttribute":         typed(ecs.CreateModifyImageAttributeRequest, e.ModifyImageAttribute),
		"ModifyImageSharePermission":   typed(ecs.CreateModifyImageSharePermissionRequest, e.ModifyImageSharePermission),
		"TagResources":                 typed(ecs.CreateTagResourcesRequest, e.TagResources),
		"UntagResources":               typed(ecs.CreateUntagResourcesRequest, e.UntagResources),
	}
}

// fill sets the fields of a request, or of an item of a list in it, by the names that their tags give them.
func fill(target reflect.Value, parameters map[string]any) error {
	fields := map[string]reflect.Value{}
	for i := range target.NumField() {
		if name := target.Type().Field(i).Tag.Get("name"); name != "" {
			fields[name] = target.Field(i)
		}
	}
	for name, value := range parameters {
		field, known := fields[name]
		if !known && name == "RegionId" {
			// It is a field of what every request begins with.
			target.FieldByName("RegionId").SetString(value.(string))
			continue
		}
		if !known {
			return fmt.Errorf("%s has no %s", target.Type(), name)
		}
		if err := set(field, value); err != nil {
			return err
		}
	}
	return nil
}

func set(field reflect.Value, value any) error {
	items, isList := value.([]any)
	if !isList {
		// Booleans and numbers are texts to this SDK.
		field.SetString(fmt.Sprint(value))
		return nil
	}
	list := reflect.MakeSlice(field.Type().Elem(), len(items), len(items))
	for i, item := range items {
		members, isObject := item.(map[string]any)
		if !isObject {
			list.Index(i).SetString(fmt.Sprint(item))
		} else if err := fill(list.Index(i), members); err != nil {
			return err
		}
	}
	field.Set(reflect.New(list.Type()))
	field.Elem().Set(list)
	return nil
}

func act(call life.Call) (any, error) {
	protocol, domain, _ := strings.Cut(call.URL, "://")
	var credential auth.Credential = credentials.NewAccessKeyCredential(call.Key.ID, call.Key.Secret)
	if call.Key.Token != "" {
		credential = credentials.NewStsTokenCredential(call.Key.ID, call.Key.Secret, call.Key.Token)
	}
	e, err := ecs.NewClientWithOptions(call.RegionID, sdk.NewConfig(), credential)
	if err != nil {
		return nil, err
	}
	s, err := sts.NewClientWithOptions(call.RegionID, sdk.NewConfig(), credential)
	if err != nil {
		return nil, err
	}
	perform, known := operations(e, s)[call.Action]
	if !known {
		return nil, fmt.Errorf("the driver has no %s", call.Action)
	}
	parameters := map[string]any{}
	if err := json.Unmarshal(call.Parameters, &parameters); err != nil {
		return nil, err
	}
	return perform(parameters, func(request requests.AcsRequest) {
		if len(os.Args) > 1 {
			reflect.ValueOf(request).Elem().FieldByName("AcceptFormat").SetString(os.Args[1])
		}
		request.SetScheme("http")
		if call.URL != "" {
			request.SetScheme(protocol)
			request.SetDomain(domain)
			if call.Product != "" {
				request.GetHeaders()["x-acs-asapi-product"] = call.Product
			}
		}
	})
}

func explain(err error) *life.Refusal {
	var refused *sdkerrors.ServerError
	if !errors.As(err, &refused) {
		return nil
	}
	return &life.Refusal{
		Type:      "ServerError",
		Code:      refused.ErrorCode(),
		Status:    refused.HttpStatus(),
		RequestID: refused.RequestId(),
	}
}

func main() {
	life.Serve([]string{"github.com/aliyun/alibaba-cloud-sdk-go"}, act, explain)
}
