package io.dialogue.docs.hooks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class HooksApplication {

}
