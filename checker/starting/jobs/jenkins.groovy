pipeline {
  agent any
  stages {
    stage('claims') {
      when { changeRequest() }
      steps {
        sh '''
          rm -rf claims.xml
          base="refs/remotes/origin/$CHANGE_TARGET"
          git fetch --quiet origin "+refs/heads/$CHANGE_TARGET:$base"
          test "$(git rev-parse --is-shallow-repository)" = false || git fetch --quiet --unshallow origin
          home=$(mktemp -d)
          (cd "$home" && python3 -I -m venv venv)
          (cd "$home" && venv/bin/python -I -m pip install --quiet "checker[documents,solver,tables] @ git+$CHECKER_REPOSITORY@$CHECKER_VERSION")
          "$home/venv/bin/python" -I -m checker check claims --no-cache --new-since "$base" --output junit=claims.xml
        '''
      }
      post { always { junit 'claims.xml' } }
    }
  }
}
