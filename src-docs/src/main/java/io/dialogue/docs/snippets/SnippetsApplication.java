package io.dialogue.docs.snippets;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class SnippetsApplication {

}
