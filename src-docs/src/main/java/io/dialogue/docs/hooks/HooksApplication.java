package io.dialogue.docs.hooks;

import java.time.Clock;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The application.
 */
@SpringBootApplication
public class HooksApplication {

	@Bean
	Clock clock() {
		return Clock.systemDefaultZone();
	}

}
