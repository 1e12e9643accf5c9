package io.dialogue.sample.secured;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.json.JSONException;
import org.json.JSONObject;

/**
 * As much of a browser as a login takes: it keeps cookies, and follows no redirect.
 */
final class Browser {

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final int port;

	Browser(int port) {
		this.port = port;
	}

	HttpResponse<String> get(String path, String accept) throws Exception {
		return exchange(request(path).header("Accept", accept));
	}

	HttpResponse<String> get(String path, String accept, String cookie) throws Exception {
		return exchange(request(path).header("Accept", accept).header("Cookie", cookie));
	}

	/** What the server says of who looks at it. */
	JSONObject me() throws Exception {
		return new JSONObject(get("/me", "application/json").body());
	}

	/** Logs in by form, as the login page does. */
	HttpResponse<String> login(String username, String password) throws Exception {
		JSONObject csrf = me().getJSONObject("csrf");
		return form("/login.html", Map.of("username", username, "password", password, csrf.getString("parameter"),
				csrf.getString("token")));
	}

	HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
		String body = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return exchange(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "text/html")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** Sends what changes something, as the pages' scripts do. */
	HttpResponse<String> send(String method, String path) throws Exception {
		JSONObject csrf = me().getJSONObject("csrf");
		return exchange(request(path).header("Accept", "application/json")
			.header(csrf.getString("header"), csrf.getString("token"))
			.method(method, HttpRequest.BodyPublishers.noBody()));
	}

	/** Sends what changes something, as another site's page would. */
	HttpResponse<String> sendWithoutCsrf(String method, String path) throws Exception {
		return exchange(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
	}

	String token() throws Exception {
		return new JSONObject(send("POST", "/token").body()).getString("token");
	}

	String cookie() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.map(HttpCookie::toString)
			.map((cookie) -> cookie.replace("\"", ""))
			.collect(Collectors.joining("; "));
	}

	/** The cookie by which the server finds the session, empty if there is none. */
	String session() {
		return Stream.of(cookie().split("; "))
			.filter((cookie) -> cookie.startsWith("SESSION="))
			.collect(Collectors.joining());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpResponse<String> exchange(HttpRequest.Builder request)
			throws IOException, InterruptedException, JSONException {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
