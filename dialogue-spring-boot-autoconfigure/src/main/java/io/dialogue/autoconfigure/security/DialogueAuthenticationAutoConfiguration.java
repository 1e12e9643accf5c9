package io.dialogue.autoconfigure.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.autoconfigure.DialogueSecurityProperties;
import io.dialogue.hook.Authenticator;

/**
 * Auto-configuration of the authentication by what the application already has. An
 * {@link Authenticator} of the application takes its place.
 */
@AutoConfiguration(before = DialogueAutoConfiguration.class)
@ConditionalOnMissingBean(Authenticator.class)
public final class DialogueAuthenticationAutoConfiguration {

	@Bean
	@ConditionalOnBean(AuthenticationMechanism.class)
	MechanismsAuthenticator dialogueAuthenticator(ObjectProvider<AuthenticationMechanism> mechanisms,
			DialogueSecurityProperties properties) {
		return new MechanismsAuthenticator(mechanisms.orderedStream().toList(), properties.allowAnonymous());
	}

	/**
	 * A servlet container's own sessions cannot be read from another port.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.security.web.FilterChainProxy")
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnBean(name = "springSecurityFilterChain")
	@ConditionalOnMissingBean(type = "org.springframework.session.SessionRepository")
	static class ServletSessions {

		@Bean
		ServletSessionNotice dialogueServletSessionNotice() {
			return new ServletSessionNotice();
		}

	}

}
