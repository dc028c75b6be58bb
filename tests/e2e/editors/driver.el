;;; driver.el --- does in Emacs what a person would -*- lexical-binding: t -*-

;; Writes what was seen as JSON to $SEEN; $ASKED says what to do.

(require 'json)
(require 'flymake)

(defun driver-wait (what ask)
  "Let Emacs work until ASK gives something; an error says WHAT did not come in time."
  (let ((end (+ (float-time) (string-to-number (getenv "E2E_TIMEOUT")))) answer)
    (while (not (setq answer (funcall ask)))
      (when (> (float-time) end)
        (error "%s: not within %s seconds" what (getenv "E2E_TIMEOUT")))
      (accept-process-output nil 0.05))
    answer))

(defun driver-error-p (diagnostic)
  "Whether DIAGNOSTIC is an error, not a warning or a hint."
  (eq (flymake-diagnostic-type diagnostic) 'eglot-error))

(defun driver-goto (place)
  "Go to the nth occurrence, from 0, of a word, as PLACE says."
  (goto-char (point-min))
  (let ((case-fold-search nil))
    (re-search-forward (concat "\\_<" (alist-get 'word place) "\\_>") nil nil (1+ (alist-get 'nth place))))
  (backward-char 1))

(let* ((json-object-type 'alist)
       (asked (json-read-file (getenv "ASKED")))
       (problem (alist-get 'problem asked))
       (hover (alist-get 'hover asked))
       (definition (alist-get 'definition asked))
       seen)
  (find-file (alist-get 'file asked))
  ;; `eglot-ensure' waits for the first command, and in batch mode there is none.
  (apply #'eglot (eglot--guess-contact))
  (driver-wait "the server is ready" #'eglot-current-server)
  (when problem
    (flymake-mode 1)
    (let ((found (driver-wait "an error is reported" (lambda () (flymake-start) (seq-find #'driver-error-p (flymake-diagnostics))))))
      (push `(problem . ((line . ,(line-number-at-pos (flymake-diagnostic-beg found)))
                         (message . ,(flymake-diagnostic-text found))))
            seen)))
  (when hover
    (driver-goto hover)
    (let ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
      (push `(hover . ,(plist-get (plist-get answer :contents) :value)) seen)))
  (when definition
    (driver-goto definition)
    (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
    (push `(definition . ((file . ,(file-name-nondirectory (buffer-file-name))) (line . ,(line-number-at-pos)))) seen))
  (with-temp-file (getenv "SEEN") (insert (json-encode seen))))

;;; driver.el ends here
