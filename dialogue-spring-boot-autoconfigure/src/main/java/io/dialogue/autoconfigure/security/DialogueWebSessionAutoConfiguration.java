package io.dialogue.autoconfigure.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Auto-configuration of the authentication by WebFlux session, where Spring Security
 * guards the application.
 */
@AutoConfiguration(before = DialogueAuthenticationAutoConfiguration.class,
		afterName = { "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
				"org.springframework.boot.session.autoconfigure.SessionAutoConfiguration" })
@ConditionalOnClass({ SecurityContext.class, WebFilterChainProxy.class, WebSessionManager.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "dialogue.security.session.enabled", matchIfMissing = true)
public final class DialogueWebSessionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ WebSessionManager.class, WebFilterChainProxy.class })
	WebSessionMechanism dialogueWebSessionMechanism(WebSessionManager manager) {
		return new WebSessionMechanism(manager);
	}

}
