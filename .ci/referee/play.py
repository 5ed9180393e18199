"""Deploys `cdk.out` on ministack, and plays events of one account at a time through it, in virtual time.

    play.py <cdk.out> <clock file> <port>

Reads `{"stacks": [name], "secrets": {name: value}, "key", "events": [{"at", "path", "body"}], "until"}` from standard
input, events in order of time. Prints a
line of JSON when all is played: `{"executions": [{"name", "machine", "status", "path"}]}`. Serves until standard input ends.
"""

import base64
import contextlib
import datetime
import io
import json
import os
import sys
import threading
import time
import traceback
import types
import urllib.request
import zipfile

cdk_out, clock_file, port = sys.argv[1:4]
url = f"http://127.0.0.1:{port}"
virtual_date = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../engine/local/virtual-date.ts"))
os.environ.update(
    BIND_HOST="127.0.0.1",
    GATEWAY_PORT=port,
    LAMBDA_EXECUTOR="local",
    LOG_LEVEL=os.environ.get("REFEREE_LOG", "ERROR"),
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="us-east-1",
)

import botocore.session
from jsonata import timebox
from ministack import app
from ministack.core import lambda_runtime
from ministack.services import sqs as queues
from ministack.services import stepfunctions as sfn

import repairs

account, region = "000000000000", "us-east-1"
assets = f"cdk-hnb659fds-assets-{account}-{region}"


def client(service):
    return botocore.session.get_session().create_client(service, endpoint_url=url, region_name=region)


# --- the clock -------------------------------------------------------------------------------------------------------

def set_clock(milliseconds):
    with open(f"{clock_file}.new", "w") as file:
        file.write(str(milliseconds))
    os.replace(f"{clock_file}.new", clock_file)


def clock():
    with open(clock_file) as file:
        return int(file.read())


def milliseconds(instant):
    return int(datetime.datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp() * 1000)


# --- the deployment --------------------------------------------------------------------------------------------------

# What ministack's CloudFormation has not, or has only in part.
unknown = {
    "AWS::CDK::Metadata",
    "AWS::StepFunctions::StateMachineVersion",
    "AWS::StepFunctions::StateMachineAlias",
}


def read(name):
    with open(os.path.join(cdk_out, name)) as file:
        return json.load(file)


def upload(stack):
    s3 = client("s3")
    for file in read(f"{stack}.assets.json")["files"].values():
        path, packaging = os.path.join(cdk_out, file["source"]["path"]), file["source"]["packaging"]
        for destination in file["destinations"].values():
            s3.put_object(Bucket=assets, Key=destination["objectKey"], Body=zipped(path) if packaging == "zip" else open(path, "rb").read())


def zipped(folder):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for root, _, files in os.walk(folder):
            for file in files:
                path = os.path.join(root, file)
                archive.write(path, os.path.relpath(path, folder))
    return buffer.getvalue()


def deploy(stack):
    upload(stack)
    template = read(f"{stack}.template.json")
    resources = template["Resources"]
    template["Resources"] = {id: each for id, each in resources.items() if each["Type"] not in unknown}
    for each in template["Resources"].values():
        # It would fire by the real clock.
        if each["Type"] == "AWS::Scheduler::Schedule":
            each["Properties"]["State"] = "DISABLED"
        # What follows the table's stream decides nothing that is played.
        if each["Type"] == "AWS::Lambda::EventSourceMapping" and "FilterCriteria" in each["Properties"]:
            each["Properties"]["Enabled"] = False
        each.get("Properties", {}).get("GenerateSecretString", {}).pop("ExcludePunctuation", None)
    template["Outputs"] = {
        id: {**output, "Value": "https://issuer.invalid"} if "ProviderURL" in json.dumps(output) else output
        for id, output in template.get("Outputs", {}).items()
    }
    client("s3").put_object(Bucket=assets, Key=f"{stack}.json", Body=json.dumps(template))
    cloudformation = client("cloudformation")
    cloudformation.create_stack(StackName=stack, TemplateURL=f"{url}/{assets}/{stack}.json", Capabilities=["CAPABILITY_NAMED_IAM"])
    while True:
        status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        if status == "CREATE_COMPLETE":
            break
        if not status.endswith("IN_PROGRESS"):
            events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
            failed = [f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}" for event in events if "FAILED" in event["ResourceStatus"]]
            raise RuntimeError(f"{stack} is {status}: {failed}")
        time.sleep(0.2)
    publish_versions(resources)


def publish_versions(resources):
    api = client("stepfunctions")
    arns = {}
    for id, each in resources.items():
        if each["Type"] == "AWS::StepFunctions::StateMachine":
            arns[id] = f"arn:aws:states:{region}:{account}:stateMachine:{each['Properties']['StateMachineName']}"
    for id, each in resources.items():
        if each["Type"] == "AWS::StepFunctions::StateMachineVersion":
            machine = arns[each["Properties"]["StateMachineArn"]["Ref"]]
            arns[id] = api.publish_state_machine_version(stateMachineArn=machine)["stateMachineVersionArn"]
    for each in resources.values():
        if each["Type"] != "AWS::StepFunctions::StateMachineAlias":
            continue
        properties = each["Properties"]
        routes = properties.get("RoutingConfiguration") or [{**properties["DeploymentPreference"], "Weight": 100}]
        api.create_state_machine_alias(
            name=properties["Name"],
            routingConfiguration=[
                {"stateMachineVersionArn": arns[route["StateMachineVersionArn"]["Ref"]], "weight": route["Weight"]} for route in routes
            ],
        )


# --- the play --------------------------------------------------------------------------------------------------------

def post(event):
    set_clock(max(clock(), milliseconds(event["at"])))
    api = client("apigatewayv2").get_apis()["Items"][0]["ApiId"]
    request = urllib.request.Request(
        f"{url}{event['path']}",
        data=json.dumps(event["body"]).encode(),
        headers={
            "host": f"{api}.execute-api.localhost:{port}",
            "content-type": "application/json",
            "authorization": "Basic " + base64.b64encode(f"{write_key}:".encode()).decode(),
        },
    )
    try:
        urllib.request.urlopen(request).close()
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{event['path']} answered {error.code}: {error.read()}; {logs('ingest-usage')}") from None


def logs(function):
    api, group = client("logs"), f"/aws/lambda/{app_name}-{function}"
    streams = api.describe_log_streams(logGroupName=group)["logStreams"]
    return [
        event["message"]
        for stream in streams
        for event in api.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"])["events"]
    ]


class VirtualTime:
    """Waits take no time. Once every execution waits and no queue has a message, the clock goes on to what is due next."""

    def __init__(self, events, until):
        self.events, self.until, self.waits = events, until, []
        waits = self.waits

        class Wait(threading.Event):
            """Of a task token: over when it is answered, or when its time has come."""

            def wait(self, timeout=None):
                self.due, self.is_over = clock() + int(timeout) * 1000, threading.Event()
                waits.append(self)
                self.is_over.wait()
                return self.is_set()

            def set(self):
                super().set()
                self.end()

            def end(self):
                waits.remove(self)
                self.is_over.set()

        def sleep(seconds):
            Wait().wait(max(1, seconds))

        sfn.threading = types.SimpleNamespace(**{**vars(threading), "Event": Wait})
        sfn._scaled_sleep = sleep
        # What `$millis()` says.
        timebox.Timebox.current_milli_time = staticmethod(clock)

    def play(self):
        while True:
            self.settle()
            event = self.events[0] if self.events else None
            wait = min(self.waits, key=lambda each: each.due, default=None)
            if event and (not wait or milliseconds(event["at"]) <= wait.due):
                post(self.events.pop(0))
            elif wait and wait.due <= self.until:
                set_clock(wait.due)
                wait.end()
            else:
                return

    def settle(self):
        quiet = 0
        while quiet < 4:
            time.sleep(0.05)
            running = sum(each["status"] == "RUNNING" for each in executions())
            in_queues = sum(len(queue["messages"]) for queue in queues._queues._data.values() if "dead" not in queue["name"])
            quiet = quiet + 1 if running == len(self.waits) and in_queues == 0 else 0


def executions():
    return list(sfn._executions._data.values())


def play(given):
    secrets = client("secretsmanager")
    for name, value in given["secrets"].items():
        secrets.put_secret_value(SecretId=name, SecretString=value)
    VirtualTime(given["events"], milliseconds(given["until"])).play()
    return {
        "executions": [
            {
                "name": each["name"],
                "status": each["status"],
                "path": [
                    event["stateEnteredEventDetails"]["name"] for event in each["events"] if event["type"].endswith("StateEntered")
                ],
            }
            for each in executions()
        ]
    }


def drive():
    try:
        given = json.loads(sys.stdin.readline())
        set_clock(milliseconds(given["events"][0]["at"]))
        client("s3").create_bucket(Bucket=assets)
        client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="30", Type="String")
        global app_name, write_key
        write_key, app_name = given["key"], given["stacks"][0].rsplit("-", 1)[0]
        for stack in given["stacks"]:
            deploy(stack)
        print(json.dumps(play(given)), flush=True)
        sys.stdin.read()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def start_driving():
    while True:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/_ministack/health")
            break
        time.sleep(0.1)
    drive()


repairs.evaluate_timeouts(sfn)
repairs.name_errors(lambda_runtime, sfn)
repairs.follow_clock(lambda_runtime, clock_file, virtual_date)
set_clock(0)
threading.Thread(target=start_driving, daemon=True).start()
sys.argv = ["ministack"]
app.main()
