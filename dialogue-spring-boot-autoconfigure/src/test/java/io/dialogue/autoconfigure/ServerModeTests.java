package io.dialogue.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLSocket;

import io.socket.client.IO;
import io.socket.client.Socket;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import io.dialogue.autoconfigure.app.ChatApplication;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.socketio.SharedPort;
import io.dialogue.testsupport.HttpSocket;
import io.dialogue.testsupport.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Where the Socket.IO server listens, in whole applications and over real connections.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServerModeTests {

	private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=polling";

	private final List<Socket> sockets = new ArrayList<>();

	private ConfigurableApplicationContext context;

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.sockets.forEach(Socket::close);
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void webFluxOnReactorNettySharesItsPort() throws Exception {
		start(WebApplicationType.REACTIVE);
		assertThat(dialoguePort()).isEqualTo(webPort());
		assertAlternating(new HttpSocket(webPort()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket", "polling,websocket" })
	void stockClientTalksOnTheSharedPortWhileTheWebIsServed(String transports) throws Exception {
		start(WebApplicationType.REACTIVE);
		BlockingQueue<String> texts = talk("http://localhost:" + webPort(), new IO.Options(), transports);
		try (HttpSocket web = new HttpSocket(webPort())) {
			for (int i = 0; i < 30; i++) {
				say("text " + i);
				assertThat(web.exchange(HttpSocket.get("/hello"))).isEqualTo("hello");
				assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("text " + i);
				assertThat(web.exchange(HttpSocket.get(SOCKET_IO))).startsWith("0{");
			}
		}
	}

	@Test
	void portOfItsOwnIsTakenWhereOneIsSet() throws Exception {
		start(WebApplicationType.REACTIVE, "dialogue.server.port=0");
		assertThat(dialoguePort()).isPositive().isNotEqualTo(webPort());
		assertThat(get(dialoguePort(), SOCKET_IO)).startsWith("0{");
		assertThat(get(webPort(), SOCKET_IO)).doesNotStartWith("0{");
	}

	@Test
	void portOfItsOwnIsTakenWhereAnAddressIsSet() {
		start(WebApplicationType.REACTIVE, "dialogue.server.address=127.0.0.1");
		assertThat(dialoguePort()).isPositive().isNotEqualTo(webPort());
	}

	@Test
	void portOfItsOwnIsTakenInStandaloneMode() {
		start(WebApplicationType.REACTIVE, "dialogue.server.mode=standalone");
		assertThat(dialoguePort()).isPositive().isNotEqualTo(webPort());
	}

	@Test
	void servletApplicationGetsAPortOfItsOwn() throws Exception {
		start(WebApplicationType.SERVLET);
		assertThat(dialoguePort()).isPositive().isNotEqualTo(webPort());
		assertThat(get(dialoguePort(), SOCKET_IO)).startsWith("0{");
	}

	@Test
	void applicationWithoutWebServerGetsAPortOfItsOwn() throws Exception {
		start(WebApplicationType.NONE, "dialogue.server.port=0");
		assertThat(get(dialoguePort(), SOCKET_IO)).startsWith("0{");
	}

	@Test
	void sharedModeRefusesAPort(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> start(WebApplicationType.REACTIVE, "dialogue.server.mode=shared", "dialogue.server.port=0"));
		assertThat(output).contains("dialogue.server.port is set, but Socket.IO shares the web server's port.")
			.contains("Remove it (the web server's own properties apply), "
					+ "or set dialogue.server.mode to standalone.");
	}

	@Test
	void http2OnTheSharedPortIsRefusedAtTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WebApplicationType.REACTIVE, "server.http2.enabled=true"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Socket.IO shares a port with HTTP/1.1 only, but the web server speaks [HTTP11, H2C].")
			.contains("Set server.http2.enabled to false, or dialogue.server.mode to standalone");
	}

	@Test
	void http2WithTlsOnTheSharedPortIsRefusedAtTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WebApplicationType.REACTIVE,
				with(bundle("web"), "server.http2.enabled=true", "server.ssl.bundle=web")));
		assertThat(output).contains("but the web server speaks [HTTP11, H2].");
	}

	@Test
	void http2BesideAPortOfItsOwnIsServed() throws Exception {
		start(WebApplicationType.REACTIVE, "server.http2.enabled=true", "dialogue.server.mode=standalone");
		assertThat(get(dialoguePort(), SOCKET_IO)).startsWith("0{");
	}

	@Test
	void tlsOfTheWebServerIsThatOfTheSharedPort() throws Exception {
		TestCertificate certificate = TestCertificate.create(this.directory, "web");
		start(WebApplicationType.REACTIVE, with(bundle("web"), "server.ssl.bundle=web"));
		assertThat(dialoguePort()).isEqualTo(webPort());
		assertAlternating(new HttpSocket(certificate.connect(webPort())));
		BlockingQueue<String> texts = talk("https://localhost:" + webPort(), secure(certificate), "polling,websocket");
		say("secret");
		assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "REACTIVE", "SERVLET", "NONE" })
	void portOfItsOwnHasTlsByBundle(WebApplicationType type) throws Exception {
		TestCertificate certificate = TestCertificate.create(this.directory, "sockets");
		start(type, with(bundle("sockets"), "dialogue.server.ssl.bundle=sockets", "dialogue.server.port=0"));
		BlockingQueue<String> texts = talk("https://localhost:" + dialoguePort(), secure(certificate), "websocket");
		say("secret");
		assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("secret");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(dialoguePort(), SOCKET_IO));
	}

	@Test
	void newCertificateOfTheBundleIsTaken() throws Exception {
		TestCertificate.create(this.directory, "sockets");
		TestCertificate renewed = TestCertificate.create(this.directory, "renewed");
		start(WebApplicationType.NONE,
				with(bundle("sockets"), "spring.ssl.bundle.jks.sockets.reload-on-update=true",
						"spring.ssl.bundle.watch.file.quiet-period=100ms", "dialogue.server.ssl.bundle=sockets",
						"dialogue.server.port=0"));
		Files.copy(renewed.keyStore(), this.directory.resolve("sockets.p12"), StandardCopyOption.REPLACE_EXISTING);
		await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
			try (SSLSocket socket = (SSLSocket) renewed.connect(dialoguePort())) {
				socket.startHandshake();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "graceful", "immediate" })
	void clientsOfTheSharedPortAreSentAwayBeforeTheWebServerStops(String shutdown) throws Exception {
		start(WebApplicationType.REACTIVE, "server.shutdown=" + shutdown);
		List<CompletableFuture<JSONObject>> told = new ArrayList<>();
		List<CompletableFuture<Object>> lost = new ArrayList<>();
		for (String transports : List.of("websocket", "polling")) {
			CompletableFuture<JSONObject> draining = new CompletableFuture<>();
			CompletableFuture<Object> disconnected = new CompletableFuture<>();
			Socket socket = connect("http://localhost:" + webPort(), withoutReconnection(), transports);
			socket.on("dialogue:draining", (args) -> draining.complete((JSONObject) args[0]));
			socket.on(Socket.EVENT_DISCONNECT, (args) -> disconnected.complete(args[0]));
			told.add(draining);
			lost.add(disconnected);
		}
		this.context.close();
		for (CompletableFuture<JSONObject> draining : told) {
			assertThat(draining.get(10, TimeUnit.SECONDS).getInt("retryAfter")).isBetween(1000, 5000);
		}
		for (CompletableFuture<Object> disconnected : lost) {
			assertThat(disconnected.get(10, TimeUnit.SECONDS)).isIn("transport close", "transport error");
		}
	}

	@Test
	void stopAndStartOfTheContextServesAgain() throws Exception {
		int port = freePort();
		start(WebApplicationType.REACTIVE, "server.port=" + port);
		this.context.stop();
		assertThat(this.context.getBean(GatewayServer.class).isRunning()).isFalse();
		this.context.start();
		assertThat(get(port, SOCKET_IO)).startsWith("0{");
		assertThat(get(port, "/hello")).isEqualTo("hello");
	}

	@Test
	void sharedPortBacksOff() {
		ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NettyReactiveWebServerAutoConfiguration.class,
					DialogueAutoConfiguration.class, DialogueSocketIoAutoConfiguration.class))
			.withBean(DialogueEventTypes.class, DialogueEventTypes::of)
			.withPropertyValues("server.port=0");
		runner.run((shared) -> assertThat(shared).hasSingleBean(SharedPort.class).hasSingleBean(GatewayServer.class));
		runner.withPropertyValues("dialogue.server.enabled=false")
			.run((none) -> assertThat(none).doesNotHaveBean(SharedPort.class).doesNotHaveBean(GatewayServer.class));
		runner.withClassLoader(new FilteredClassLoader("reactor.netty"))
			.run((own) -> assertThat(own).hasNotFailed()
				.doesNotHaveBean("dialogueSharedPort")
				.hasSingleBean(GatewayServer.class));
	}

	private void start(WebApplicationType type, String... properties) {
		this.context = new SpringApplicationBuilder(ChatApplication.class, Web.class).web(type)
			.properties("server.port=0", "dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=*",
					"dialogue.rooms.chat.default-subscriptions=*", "dialogue.server.drain-spread=4s",
					"management.endpoints.web.exposure.include=health")
			.run(arguments(properties));
	}

	private static String[] arguments(String... properties) {
		return List.of(properties).stream().map((property) -> "--" + property).toArray(String[]::new);
	}

	private static String[] with(List<String> properties, String... more) {
		List<String> all = new ArrayList<>(properties);
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private List<String> bundle(String name) {
		Path file = this.directory.resolve(name + ".p12");
		if (!Files.exists(file)) {
			TestCertificate.create(this.directory, name);
		}
		String prefix = "spring.ssl.bundle.jks." + name + ".keystore.";
		return List.of(prefix + "location=file:" + file, prefix + "type=PKCS12",
				prefix + "password=" + TestCertificate.PASSWORD);
	}

	private static IO.Options secure(TestCertificate certificate) {
		OkHttpClient client = new OkHttpClient.Builder()
			.sslSocketFactory(certificate.trusting().getSocketFactory(), certificate.trust())
			.build();
		IO.Options options = new IO.Options();
		options.callFactory = client;
		options.webSocketFactory = client;
		return options;
	}

	private static IO.Options withoutReconnection() {
		IO.Options options = new IO.Options();
		options.reconnection = false;
		return options;
	}

	private BlockingQueue<String> talk(String url, IO.Options options, String transports) throws Exception {
		BlockingQueue<String> texts = new LinkedBlockingQueue<>();
		Socket socket = connect(url, options, transports);
		socket.on("dialogue:event", (args) -> texts.add(((JSONObject) args[0]).optJSONObject("data").optString("t")));
		CompletableFuture<Object> joined = new CompletableFuture<>();
		socket.on("dialogue:joined", joined::complete);
		socket.emit("dialogue:join", new JSONObject(Map.of("roomId", "chat")));
		joined.get(10, TimeUnit.SECONDS);
		return texts;
	}

	private Socket connect(String url, IO.Options options, String transports) throws Exception {
		options.transports = transports.split(",");
		options.forceNew = true;
		Socket socket = IO.socket(URI.create(url), options);
		this.sockets.add(socket);
		CompletableFuture<Object> connected = new CompletableFuture<>();
		socket.on("dialogue:connected", (args) -> connected.complete(args[0]));
		socket.connect();
		connected.get(20, TimeUnit.SECONDS);
		return socket;
	}

	private void say(String text) {
		this.sockets.get(0)
			.emit("dialogue:trigger", new JSONObject(
					Map.of("roomId", "chat", "event", "say", "data", new JSONObject(Map.of("t", text)))));
	}

	private static void assertAlternating(HttpSocket connection) throws IOException {
		try (connection) {
			for (int i = 0; i < 20; i++) {
				assertThat(connection.exchange(HttpSocket.get("/hello"))).isEqualTo("hello");
				assertThat(connection.exchange(HttpSocket.get(SOCKET_IO))).startsWith("0{");
				assertThat(connection.exchange(HttpSocket.post("/echo", "text" + i))).isEqualTo("text" + i);
				assertThat(connection.exchange(HttpSocket.get("/missing"))).contains("404");
			}
		}
	}

	private static String get(int port, String uri) throws IOException {
		try (HttpSocket connection = new HttpSocket(port)) {
			return connection.exchange(HttpSocket.get(uri));
		}
	}

	private int webPort() {
		return port("local.server.port");
	}

	private int dialoguePort() {
		return port(LocalPort.PROPERTY);
	}

	private int port(String property) {
		Environment environment = this.context.getEnvironment();
		return environment.getRequiredProperty(property, Integer.class);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * What the web server answers.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Web {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route()
				.GET("/hello", (request) -> ServerResponse.ok().bodyValue("hello"))
				.POST("/echo",
						(request) -> request.bodyToMono(String.class)
							.flatMap((body) -> ServerResponse.ok().bodyValue(body)))
				.build();
		}

	}

}
