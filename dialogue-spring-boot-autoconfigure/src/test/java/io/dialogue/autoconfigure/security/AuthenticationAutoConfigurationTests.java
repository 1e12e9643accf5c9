package io.dialogue.autoconfigure.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.session.SessionRepository;
import org.springframework.web.server.session.WebSessionManager;

import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.socketio.SocketIoGatewayServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Each mechanism is there exactly where the application has what it needs.
 */
class AuthenticationAutoConfigurationTests {

	private final ApplicationContextRunner plain = configured(new ApplicationContextRunner());

	private final ReactiveWebApplicationContextRunner reactive = configured(new ReactiveWebApplicationContextRunner());

	private final WebApplicationContextRunner servlet = configured(new WebApplicationContextRunner());

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
		return runner.withConfiguration(
				AutoConfigurations.of(DialogueAutoConfiguration.class, DialogueAuthenticationAutoConfiguration.class,
						DialogueTokenAutoConfiguration.class, DialogueWebSessionAutoConfiguration.class,
						DialogueSpringSessionAutoConfiguration.class, DialogueCertificateAutoConfiguration.class));
	}

	@Test
	void nothingAuthenticatesWithoutMechanism() {
		this.plain.run((context) -> assertThat(context).doesNotHaveBean(Authenticator.class)
			.doesNotHaveBean(AuthenticationMechanism.class));
	}

	@Test
	void tokensAreVerifiedByTheDecoder() {
		this.plain.withBean(JwtDecoder.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(TokenMechanism.class)
				.hasSingleBean(MechanismsAuthenticator.class));
		this.plain.withBean(ReactiveJwtDecoder.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(TokenMechanism.class));
		this.plain.withBean(JwtDecoder.class, () -> mock())
			.withBean(ReactiveJwtDecoder.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(TokenMechanism.class));
	}

	@Test
	void tokensAreOfNoAccountWhereTheyAreSwitchedOffOrNoDecoderIsTheOne() {
		this.plain.withBean(JwtDecoder.class, () -> mock())
			.withPropertyValues("dialogue.security.token.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Authenticator.class));
		this.plain.withBean("one", JwtDecoder.class, () -> mock())
			.withBean("other", JwtDecoder.class, () -> mock())
			.run((context) -> assertThat(context).doesNotHaveBean(TokenMechanism.class));
		this.plain.withClassLoader(new FilteredClassLoader(JwtDecoder.class, JwtAuthenticationConverter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenMechanism.class));
	}

	@Test
	void authenticatorOfTheApplicationTakesThePlaceOfAll() {
		this.plain.withBean(JwtDecoder.class, () -> mock())
			.withBean(Authenticator.class, () -> (handshake) -> AuthenticationResult.accept("own"))
			.run((context) -> assertThat(context).hasSingleBean(Authenticator.class)
				.doesNotHaveBean(MechanismsAuthenticator.class));
	}

	@Test
	void webSessionsCountWhereSpringSecurityGuardsWebFlux() {
		ReactiveWebApplicationContextRunner guarded = this.reactive.withBean(WebSessionManager.class, () -> mock())
			.withBean(WebFilterChainProxy.class, () -> mock());
		guarded.run((context) -> assertThat(context).hasSingleBean(WebSessionMechanism.class)
			.hasSingleBean(MechanismsAuthenticator.class));
		guarded.withPropertyValues("dialogue.security.session.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Authenticator.class));
		guarded.withClassLoader(new FilteredClassLoader(SecurityContext.class))
			.run((context) -> assertThat(context).doesNotHaveBean(WebSessionMechanism.class));
		this.reactive.withBean(WebSessionManager.class, () -> mock())
			.run((context) -> assertThat(context).doesNotHaveBean(WebSessionMechanism.class));
	}

	@Test
	void sessionsOfSpringSessionCountEverywhere() {
		this.servlet.withBean(SessionRepository.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(SessionRepositoryMechanism.class)
				.hasSingleBean(MechanismsAuthenticator.class));
		this.servlet.withBean(SessionRepository.class, () -> mock())
			.withPropertyValues("dialogue.security.session.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Authenticator.class));
		this.servlet.withClassLoader(new FilteredClassLoader(SessionRepository.class))
			.run((context) -> assertThat(context).doesNotHaveBean(SessionRepositoryMechanism.class));
	}

	@Test
	void certificatesCountWhereTlsAsksForThem() {
		for (String property : new String[] { "server.ssl.client-auth=need", "server.ssl.client-auth=want",
				"dialogue.server.ssl.client-auth=need", "dialogue.server.ssl.client-auth=WANT" }) {
			this.plain.withPropertyValues(property)
				.run((context) -> assertThat(context).hasSingleBean(CertificateMechanism.class));
		}
		this.plain.withPropertyValues("server.ssl.client-auth=none")
			.run((context) -> assertThat(context).doesNotHaveBean(CertificateMechanism.class));
		this.plain.withPropertyValues("server.ssl.client-auth=need", "dialogue.security.certificate.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(CertificateMechanism.class));
	}

	@Test
	void mechanismsAreAskedInTheirOrder() {
		this.reactive.withBean(SessionRepository.class, () -> mock())
			.withBean(JwtDecoder.class, () -> mock())
			.withPropertyValues("server.ssl.client-auth=want")
			.run((context) -> assertThat(context.getBeanProvider(AuthenticationMechanism.class).orderedStream())
				.extracting(Object::getClass)
				.extracting(Class::getSimpleName)
				.containsExactly("TokenMechanism", "SessionRepositoryMechanism", "CertificateMechanism"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void sessionsOfAServletContainerAreMissedOnlyWhereSpringSecurityIs(CapturedOutput output) {
		this.servlet.run((context) -> assertThat(context).doesNotHaveBean(ServletSessionNotice.class));
		this.servlet.withBean("springSecurityFilterChain", Object.class, Object::new)
			.withBean(SessionRepository.class, () -> mock())
			.run((context) -> assertThat(context).doesNotHaveBean(ServletSessionNotice.class));
		this.servlet.withBean("springSecurityFilterChain", Object.class, Object::new)
			.run((context) -> assertThat(context).hasSingleBean(ServletSessionNotice.class)
				.doesNotHaveBean(SocketIoGatewayServer.class));
		assertThat(output).containsOnlyOnce("Add Spring Session");
	}

}
