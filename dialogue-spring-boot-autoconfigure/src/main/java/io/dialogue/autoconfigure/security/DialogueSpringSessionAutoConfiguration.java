package io.dialogue.autoconfigure.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Auto-configuration of the authentication by HTTP session, where Spring Session keeps
 * it.
 */
@AutoConfiguration(before = DialogueAuthenticationAutoConfiguration.class,
		afterName = "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration")
@ConditionalOnClass({ SecurityContext.class, SessionRepository.class })
@ConditionalOnBooleanProperty(name = "dialogue.security.session.enabled", matchIfMissing = true)
public final class DialogueSpringSessionAutoConfiguration {

	/** What Spring Session calls its cookie. */
	private static final String DEFAULT_COOKIE = "SESSION";

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(SessionRepository.class)
	SessionRepositoryMechanism dialogueSessionRepositoryMechanism(SessionRepository<? extends Session> sessions,
			Environment environment) {
		return new SessionRepositoryMechanism(sessions,
				environment.getProperty("server.servlet.session.cookie.name", DEFAULT_COOKIE));
	}

}
