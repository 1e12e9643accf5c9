package io.dialogue.autoconfigure.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each kind of web server serves.
 */
abstract class ServedFilesContractTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void clientIsServedAsItIsOnTheClassPath() throws Exception {
		String content = new ClassPathResource("io/dialogue/client/dialogue-client.js")
			.getContentAsString(StandardCharsets.UTF_8);
		assertThat(request("GET", "/dialogue/dialogue-client.js").body()).isEqualTo(content);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			dialogue-client.js          | text/javascript;charset=UTF-8
			dialogue-client.esm.js      | text/javascript;charset=UTF-8
			dialogue-client.LICENSE.txt | text/plain;charset=UTF-8
			asyncapi.json               | application/json
			schemas.json                | application/json
			types.ts                    | text/plain;charset=UTF-8
			""")
	void fileHasTypeAndTagAndIsNotSniffed(String name, String type) throws Exception {
		HttpResponse<String> response = request("GET", "/dialogue/" + name);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isNotEmpty();
		assertThat(header(response, "Content-Type")).isEqualToIgnoringCase(type);
		assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
		assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(response, "ETag")).matches("\"[0-9a-f]{32}\"");
		HttpResponse<String> again = request("GET", "/dialogue/" + name, "If-None-Match", header(response, "ETag"));
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(request("GET", "/dialogue/" + name, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
	}

	@Test
	void headTellsTheSameWithoutContent() throws Exception {
		HttpResponse<String> get = request("GET", "/dialogue/types.ts");
		HttpResponse<String> head = request("HEAD", "/dialogue/types.ts");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(header(head, "Content-Type")).isEqualTo(header(get, "Content-Type"));
		assertThat(header(head, "Content-Length"))
			.isEqualTo(String.valueOf(get.body().getBytes(StandardCharsets.UTF_8).length));
		assertThat(header(head, "ETag")).isEqualTo(header(get, "ETag"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dialogue/", "/dialogue/dialogue-client.js/", "/dialogue/dialogue-client",
			"/dialogue/DIALOGUE-CLIENT.JS", "/dialogue/..%2f..%2fapplication.yml", "/dialogue/%2e%2e/application.yml",
			"/dialogue/../application.yml", "/dialogue/dialogue-client.js%00.txt",
			"/dialogue//dialogue-client.js/../../x", "/dialogue/..%5c..%5capplication.yml",
			"/dialogue/package-info.class", "/dialogue/http:%2f%2fexample.org%2fx.js" })
	void pathTricksFindNothing(String path) throws Exception {
		assertThat(request("GET", path).statusCode()).isBetween(400, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void filesCannotBeChanged(String method) throws Exception {
		assertThat(request(method, "/dialogue/types.ts").statusCode()).isBetween(404, 405);
	}

	@Test
	void documentsTellTheApplicationsEvents() throws Exception {
		assertThat(request("GET", "/dialogue/types.ts").body()).contains("export interface Message {")
			.contains("\"chat\": { trigger: \"message\"; receive: \"message\" | \"typing\" };");
		assertThat(request("GET", "/dialogue/asyncapi.json").body()).contains("\"title\" : \"Chat Test\"");
	}

	private HttpResponse<String> request(String method, String path, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
