import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A driver of the vendor's SDK for Java, whose one parameter is the algorithm of its signature, v2 for the older one: calls come in as lines of JSON, and each is answered with one. The first line says which versions
 * of the packages run.
 */
public final class Life {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Map<String, String> PACKAGES =
      Map.of("ecs", "com.aliyun.ecs20140526", "sts", "com.aliyun.sts20150401");

  /** The older signature, if that was asked for. */
  private static String signatureAlgorithm = null;

  private record Key(String id, String secret, String token) {}

  private record Call(
      String service, String url, String ca, String regionId, Key key, String action, Map<String, Object> parameters) {}

  public static void main(String[] arguments) throws Exception {
    signatureAlgorithm = arguments.length == 0 ? null : arguments[0];
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // What the client itself prints must not come between the lines.
    System.setOut(System.err);
    out.println(JSON.toJson(Map.of("versions", versions())));
    BufferedReader calls = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = calls.readLine(); line != null; line = calls.readLine()) {
      out.println(JSON.toJson(answer(JSON.fromJson(line, Call.class))));
    }
  }

  private static Map<String, Object> answer(Call call) {
    try {
      return Map.of("body", act(call));
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      boolean isRefusal = cause instanceof TeaException && ((TeaException) cause).getStatusCode() != null;
      return isRefusal ? Map.of("error", explain((TeaException) cause)) : Map.of("failure", cause.toString());
    } catch (Exception error) {
      return Map.of("failure", error.toString());
    }
  }

  private static Map<String, Object> act(Call call) throws Exception {
    String home = PACKAGES.get(call.service());
    Object client = Class.forName(home + ".Client").getConstructor(Config.class).newInstance(configuration(call));
    String method = call.action().substring(0, 1).toLowerCase() + call.action().substring(1);
    return bodyOf(invoke(client, method, home + ".models." + call.action() + "Request", call.parameters()));
  }

  private static Object invoke(Object client, String method, String requestName, Map<String, Object> parameters)
      throws Exception {
    Class<?> type;
    try {
      type = Class.forName(requestName);
    } catch (ClassNotFoundException none) {
      // An action without parameters has a method without a request.
      return client.getClass().getMethod(method).invoke(client);
    }
    TeaModel request = TeaModel.toModel(whole(parameters), (TeaModel) type.getConstructor().newInstance());
    if (!request.toMap().keySet().containsAll(parameters.keySet())) {
      throw new IllegalArgumentException(requestName + " takes only " + request.toMap().keySet());
    }
    return client.getClass().getMethod(method, type).invoke(client, request);
  }

  /** Gson reads every number as a Double; the parameters have whole ones only. */
  private static Map<String, Object> whole(Map<String, Object> parameters) {
    Map<String, Object> result = new LinkedHashMap<>(parameters);
    result.replaceAll((name, value) -> value instanceof Double ? (Object) ((Double) value).intValue() : value);
    return result;
  }

  private static Map<String, Object> bodyOf(Object response) throws Exception {
    Method body = response.getClass().getMethod("getBody");
    return ((TeaModel) body.invoke(response)).toMap();
  }

  private static Config configuration(Call call) throws Exception {
    String[] parts = call.url().split("://");
    Config config = new Config();
    config.setProtocol(parts[0]).setEndpoint(parts[1]).setRegionId(call.regionId());
    config.setAccessKeyId(call.key().id()).setAccessKeySecret(call.key().secret()).setSecurityToken(call.key().token());
    config.setSignatureAlgorithm(signatureAlgorithm);
    return call.ca() == null ? config : config.setCa(Files.readString(Path.of(call.ca())));
  }

  private static Map<String, Object> explain(TeaException error) {
    Map<String, Object> refusal = new LinkedHashMap<>();
    refusal.put("type", error.getClass().getSimpleName());
    refusal.put("code", error.getCode());
    refusal.put("status", error.getStatusCode());
    refusal.put("requestId", error.getData().get("RequestId"));
    return refusal;
  }

  /** A jar has its version in its name. */
  private static Map<String, String> versions() throws ClassNotFoundException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name : PACKAGES.values()) {
      String jar = Class.forName(name + ".Client").getProtectionDomain().getCodeSource().getLocation().getPath();
      Matcher version = Pattern.compile("-([0-9.]+)\\.jar$").matcher(jar);
      versions.put(name.replaceFirst("\\.(\\w+)$", ":$1"), version.find() ? version.group(1) : jar);
    }
    return versions;
  }
}
